import { SegmentedControl, Text } from '@mantine/core'
import type { ReviewGroup, ReviewStatus } from '@minichat/contracts'
import { IconChecks } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { useText } from '../../lib/text.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import { ReviewRow } from './ReviewRow.tsx'
import { reviewText } from './review.text.ts'
import { useReview } from './use-review.ts'

const statuses = ['open', 'resolved', 'dismissed'] as const

/** Questions without a good answer, those that are alike together. */
export function ReviewTab() {
  const text = useText(reviewText)
  const [status, setStatus] = useState<ReviewStatus>('open')
  const [answering, setAnswering] = useState<ReviewGroup | null>(null)
  const { query, groups } = useReview(status)
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {text.hint}
      </Text>
      <SegmentedControl
        mb="md"
        aria-label={text.show}
        value={status}
        onChange={(value) => setStatus(value as ReviewStatus)}
        data={statuses.map((value) => ({ value, label: text[value] }))}
      />
      <PagedList
        query={query}
        items={groups}
        end={text.end}
        renderItem={(group) => <ReviewRow group={group} onAnswer={() => setAnswering(group)} />}
        empty={
          <EmptyNotice
            icon={<IconChecks size={36} stroke={1.3} />}
            title={status === 'open' ? text.emptyTitle : text.emptySettledTitle}
          >
            {status === 'open' && text.emptyHint}
          </EmptyNotice>
        }
      />
      {answering && <AnswerDialog key={answering.id} group={answering} onClose={() => setAnswering(null)} />}
    </>
  )
}
