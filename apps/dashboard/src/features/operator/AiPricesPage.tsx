import { Skeleton, Stack, Text } from '@mantine/core'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { startOf } from '../../lib/days.ts'
import { formatLongDay } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { DefaultPrices } from './DefaultPrices.tsx'
import { OwnPricesCard } from './OwnPricesCard.tsx'
import { operatorText } from './operator.text.ts'
import { useAiPrices } from './use-ai-prices.ts'

/** What models cost, for every workspace of the server. */
export function AiPricesPage() {
  const text = useText(operatorText)
  const common = useText(commonText)
  const locale = useLocale()
  const { data, isError, error, refetch } = useAiPrices()
  return (
    <PageLayout title={text.aiPrices} wide>
      {isError && !data && <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />}
      {!data && !isError && (
        <div role="status" aria-label={common.loading}>
          <Skeleton height={320} radius="lg" />
        </div>
      )}
      {data && (
        <Stack gap="lg">
          <Text c="dimmed" mt={-12}>
            {text.aiPricesHint(formatLongDay(locale, startOf(data.defaultsAsOf)))}
          </Text>
          <OwnPricesCard prices={data.prices} />
          <DefaultPrices prices={data.defaults} />
        </Stack>
      )}
    </PageLayout>
  )
}
