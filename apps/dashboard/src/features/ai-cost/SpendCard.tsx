import type { AiCapUse, AiSpend, AiSums } from '@minichat/contracts'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useId } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './AiCost.module.css'
import { aiCostText } from './ai-cost.text.ts'
import { formatUsd } from './money.ts'

/** Today and this month, each against its cap. */
export function SpendCard({ spend: { today, month, caps } }: { spend: AiSpend }) {
  const text = useText(aiCostText)
  const locale = useLocale()
  const capUseOf = (scope: AiCapUse['scope']) => caps.find((one) => one.scope === scope)
  return (
    <section className={classes.card} aria-label={text.title}>
      <Period name={text.today} sums={today} use={capUseOf('day')} />
      <Period name={text.thisMonth} sums={month} use={capUseOf('workspace')} />
      <p className={classes.hint}>{text.reserved}</p>
      {month.unpriced > 0 && (
        <p className={classes.warning}>
          <IconAlertTriangle size={15} aria-hidden /> {text.unpriced(formatNumber(locale, month.unpriced))}
        </p>
      )}
    </section>
  )
}

function Period({ name, sums, use }: { name: string; sums: AiSums; use: AiCapUse | undefined }) {
  const text = useText(aiCostText)
  const locale = useLocale()
  const nameId = useId()
  const cap = use?.capMicroUsd ?? null
  const used = use?.usedMicroUsd ?? 0
  const words = cap === null ? text.noCap : text.ofCap(formatUsd(locale, used), formatUsd(locale, cap))
  return (
    <div className={classes.period} data-state={use?.state}>
      <div className={classes.head}>
        <span id={nameId} className={classes.name}>
          {name}: {formatUsd(locale, sums.costMicroUsd)}
        </span>
        <span>{words}</span>
      </div>
      {cap !== null && (
        <div
          role="meter"
          className={classes.track}
          aria-labelledby={nameId}
          aria-valuemin={0}
          aria-valuemax={cap}
          aria-valuenow={Math.min(used, cap)}
          aria-valuetext={words}
        >
          <span
            data-some={used > 0 || undefined}
            style={{ width: `${cap === 0 ? 100 : Math.min(1, used / cap) * 100}%` }}
          />
        </div>
      )}
      <p className={classes.hint}>
        {use && use.state !== 'ok' && (
          <strong>
            <IconAlertTriangle size={15} aria-hidden /> {text[use.state]}{' '}
          </strong>
        )}
        <CallCounts sums={sums} />
      </p>
    </div>
  )
}

function CallCounts({ sums }: { sums: AiSums }) {
  const text = useText(aiCostText)
  const locale = useLocale()
  const parts = (['failed', 'abandoned', 'refused'] as const)
    .filter((name) => sums[name] > 0)
    .map((name) => text[name](formatNumber(locale, sums[name])))
  return <>{[text.calls(formatNumber(locale, sums.calls)), ...parts].join(' · ')}</>
}
