import { Skeleton, Stack, Text, Title } from '@mantine/core'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { formatLongDay } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Plan.module.css'
import { planText } from './plan.text.ts'
import { QuotaBar } from './QuotaBar.tsx'
import { usePlan } from './use-plan.ts'

export function PlanPage() {
  const text = useText(planText)
  const common = useText(commonText)
  const locale = useLocale()
  const { data, isError, error, refetch } = usePlan()
  return (
    <PageLayout title={text.title}>
      {isError && !data && <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />}
      {!data && !isError && (
        <Stack gap="lg" role="status" aria-label={common.loading}>
          <Skeleton height={28} width="60%" />
          <Skeleton height={320} radius="lg" />
        </Stack>
      )}
      {data && (
        <div className={classes.card}>
          <div>
            <Title order={2} size="h4">
              {data.plan ? text.planIs(text[data.plan]) : text.sample}
            </Title>
            {data.plan && (
              <Text size="sm" c="dimmed">
                {text.planHint}
              </Text>
            )}
          </div>
          {data.quotas.map((use) => (
            <QuotaBar
              key={use.quota}
              use={use}
              note={
                use.quota === 'messagesPerMonth' && use.limit !== null
                  ? `${text.resets(formatLongDay(locale, new Date(data.resetsAt)))}.`
                  : undefined
              }
            />
          ))}
        </div>
      )}
    </PageLayout>
  )
}
