import { Skeleton, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { FailedJobRow } from './FailedJobRow.tsx'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { useFailedJobs, useJobCounts } from './use-operator.ts'

export function JobsPage() {
  const text = useText(operatorText)
  const failed = useFailedJobs()
  return (
    <PageLayout title={text.jobs} wide>
      <Text c="dimmed" mt={-12} mb="md">
        {text.jobsHint}
      </Text>
      <JobCounts />
      <Title order={2} size="h4" mt="xl" mb="sm">
        {text.failedJobs}
      </Title>
      <PagedList
        query={failed.query}
        items={failed.items}
        end={text.end}
        renderItem={(job) => <FailedJobRow job={job} />}
        empty={
          <EmptyNotice icon={<IconCircleCheck size={36} stroke={1.3} />} title={text.noneFailedTitle}>
            {text.noneFailedHint}
          </EmptyNotice>
        }
      />
    </PageLayout>
  )
}

const states = ['waiting', 'running', 'scheduled', 'retrying', 'failed'] as const

function JobCounts() {
  const text = useText(operatorText)
  const common = useText(commonText)
  const locale = useLocale()
  const { data, isError, error, refetch } = useJobCounts()
  if (!data)
    return isError ? (
      <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />
    ) : (
      <div role="status" aria-label={common.loading}>
        <Skeleton height={80} radius="lg" />
      </div>
    )
  if (data.length === 0) return <Text>{text.noJobs}</Text>
  return (
    <ul className={classes.cards}>
      {data.map((job) => (
        <li key={job.task} className={classes.card}>
          <code className={classes.task}>{job.task}</code>
          <p className={classes.facts}>
            {states
              .filter((state) => job[state] > 0)
              .map((state) => (
                <span key={state} data-bad={state === 'failed' || undefined}>
                  {text[state]}: {formatNumber(locale, job[state])}
                </span>
              ))}
          </p>
        </li>
      ))}
    </ul>
  )
}
