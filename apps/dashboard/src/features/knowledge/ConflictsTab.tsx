import { Badge, Button, Group, Skeleton, Text } from '@mantine/core'
import type { KnowledgeConflict } from '@minichat/contracts'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import listClasses from '../../components/ListFrame.module.css'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { commonText } from '../../lib/common.text.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { DocumentDialog } from './DocumentDialog.tsx'
import { EntryByIdDialog } from './EntryByIdDialog.tsx'
import { formatAmount } from './format-amount.ts'
import classes from './Knowledge.module.css'
import { knowledgeText } from './knowledge.text.ts'
import { searchText } from './search.text.ts'
import { useConflicts, useRefresh } from './use-knowledge.ts'

type Side = KnowledgeConflict['sides'][number]

/** Sources that say different things about the same question, side by side. */
export function ConflictsTab() {
  const text = useText(searchText)
  const common = useText(commonText)
  const query = useConflicts()
  const refresh = useRefresh('entries')
  const [opened, setOpened] = useState<Side | null>(null)
  const close = () => setOpened(null)
  if (query.isError && !query.data)
    return <ErrorNotice error={query.error} title={common.couldNotLoad} onRetry={() => void query.refetch()} />
  if (!query.data) return <Skeleton height={160} role="status" aria-label={common.loading} />
  if (query.data.length === 0)
    return (
      <EmptyNotice icon={<IconArrowsDiff size={36} stroke={1.3} />} title={text.conflictsEmptyTitle}>
        {text.conflictsEmptyHint}
      </EmptyNotice>
    )
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {text.conflictsHint}
      </Text>
      <ul className={listClasses.list}>
        {query.data.map(({ sides }) => (
          <li key={sides.map(({ passageId }) => passageId).join()} className={classes.sides}>
            {sides.map((side) => (
              <ConflictSide key={side.passageId} side={side} onOpen={() => setOpened(side)} />
            ))}
          </li>
        ))}
      </ul>
      <DocumentDialog
        key={opened?.documentId}
        documentId={opened?.documentId ?? null}
        onClose={close}
        onSaved={() => void refresh()}
      />
      <EntryByIdDialog entryId={opened?.entryId ?? null} onClose={close} onSaved={() => void refresh()} />
    </>
  )
}

function ConflictSide({ side, onOpen }: { side: Side; onOpen: () => void }) {
  const text = useText(searchText)
  const knowledge = useText(knowledgeText)
  const locale = useLocale()
  return (
    <article className={classes.side} data-wins={side.wins || undefined} aria-label={side.title}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="start">
        <p className={classes.title} lang={languageOf(side.title)}>
          {side.title}
        </p>
        {side.wins && (
          <Badge size="sm" variant="light" flex="none">
            {text.wins}
          </Badge>
        )}
      </Group>
      <p className={classes.amounts}>
        {text.says} {side.amounts.map((amount) => formatAmount(locale, amount)).join(', ')}
      </p>
      <p className={classes.excerpt} lang={languageOf(side.text)}>
        {side.text}
      </p>
      <div className={classes.facts}>
        {side.rank === 'high' && <span>{text.highRank}</span>}
        <span>
          {knowledge.changed} <RelativeTime at={side.changedAt} />
        </span>
      </div>
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={onOpen}>
          {text.edit}
        </Button>
        {side.url && (
          <Button size="xs" variant="default" component="a" href={side.url} target="_blank" rel="noopener noreferrer">
            {text.openPage}
          </Button>
        )}
      </Group>
    </article>
  )
}
