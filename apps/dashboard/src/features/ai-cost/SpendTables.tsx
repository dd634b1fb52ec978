import { Text, Title } from '@mantine/core'
import type { AiSpend, AiSums } from '@minichat/contracts'
import { startOf } from '../../lib/days.ts'
import { formatNumber, formatShortDay } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { kindText } from '../ai/kinds.text.ts'
import { useProviders } from '../ai/use-ai.ts'
import classes from './AiCost.module.css'
import { aiCostText } from './ai-cost.text.ts'
import { formatUsd } from './money.ts'
import { shownDays } from './use-ai-cost.ts'

/** What was spent in the last days: by day, provider and model. */
export function SpendTables({ spend: { days, providers, models } }: { spend: AiSpend }) {
  const text = useText(aiCostText)
  const locale = useLocale()
  const kinds: Record<string, string> = useText(kindText)
  const { data: chain = [] } = useProviders()
  const nameOf = (kind: string) => kinds[kind] ?? kind
  /** One that was removed meanwhile has only its kind left. */
  const providerName = ({ providerId, kind }: AiSpend['providers'][number]) =>
    providerId === 'embeddings'
      ? text.embeddings(nameOf(kind))
      : (chain.find(({ id }) => id === providerId)?.name ?? nameOf(kind))
  const busy = days.filter(({ calls, refused }) => calls + refused > 0).reverse()
  return (
    <section className={classes.card} aria-label={text.lastDays(formatNumber(locale, shownDays))}>
      <Title order={2} size="h4">
        {text.lastDays(formatNumber(locale, shownDays))}
      </Title>
      {busy.length === 0 ? (
        <Text c="dimmed">{text.nothing}</Text>
      ) : (
        <>
          <Bars days={days} />
          <SumTable
            caption={text.byDay}
            head={text.day}
            rows={busy.map(({ day, ...sums }) => ({ name: formatShortDay(locale, startOf(day)), sums }))}
          />
          <SumTable
            caption={text.byProvider}
            head={text.provider}
            rows={providers.map((sums) => ({ key: sums.providerId, name: providerName(sums), sums }))}
          />
          <SumTable
            caption={text.byModel}
            head={text.model}
            rows={models.map(({ model, kind, ...sums }) => ({ key: model, name: model || nameOf(kind), sums }))}
          />
        </>
      )}
    </section>
  )
}

/** For the eye; the table below says the same. */
function Bars({ days }: { days: AiSpend['days'] }) {
  const highest = Math.max(1, ...days.map(({ costMicroUsd }) => costMicroUsd))
  return (
    <div className={classes.bars} aria-hidden>
      {days.map(({ day, costMicroUsd }) => (
        <span key={day} style={{ height: `${(costMicroUsd / highest) * 100}%` }} />
      ))}
    </div>
  )
}

function SumTable({
  caption,
  head,
  rows,
}: {
  caption: string
  head: string
  rows: { key?: string; name: string; sums: AiSums }[]
}) {
  const text = useText(aiCostText)
  const locale = useLocale()
  const number = (value: number) => formatNumber(locale, value)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone must be reached by keyboard.
    <div className={classes.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={classes.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{text.cost}</th>
            <th scope="col">{text.callCount}</th>
            <th scope="col">{text.tokens}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, sums }) => (
            <tr key={key ?? name}>
              <th scope="row">{name}</th>
              <td>{formatUsd(locale, sums.costMicroUsd)}</td>
              <td>{number(sums.calls)}</td>
              <td>
                {number(sums.inputTokens)} / {number(sums.outputTokens)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
