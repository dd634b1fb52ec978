import { Skeleton, Stack, Text } from '@mantine/core'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { aiCostText } from './ai-cost.text.ts'
import { CapsCard } from './CapsCard.tsx'
import { SpendCard } from './SpendCard.tsx'
import { SpendTables } from './SpendTables.tsx'
import { shownDays, useAiCaps, useAiSpend } from './use-ai-cost.ts'

/** What AI providers cost, and what they may cost. */
export function AiCostPage() {
  const text = useText(aiCostText)
  const common = useText(commonText)
  const spend = useAiSpend({ days: shownDays })
  const caps = useAiCaps()
  const failed = [spend, caps].find(({ isError, data }) => isError && !data)
  return (
    <PageLayout title={text.title}>
      <Text c="dimmed" mt={-12} mb="md">
        {text.hint}
      </Text>
      <Stack gap="lg">
        {failed && (
          <ErrorNotice error={failed.error} title={common.couldNotLoad} onRetry={() => void failed.refetch()} />
        )}
        {!failed && !(spend.data && caps.data) && (
          <div role="status" aria-label={common.loading}>
            <Skeleton height={320} radius="lg" />
          </div>
        )}
        {spend.data && <SpendCard spend={spend.data} />}
        {caps.data && <CapsCard caps={caps.data} />}
        {spend.data && <SpendTables spend={spend.data} />}
      </Stack>
    </PageLayout>
  )
}
