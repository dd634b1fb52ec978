import type { QuotaUse } from '@minichat/contracts'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useId } from 'react'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Plan.module.css'
import { planText } from './plan.text.ts'

/** How much of one thing is used, and what happens when it is used up. */
export function QuotaBar({ use: { quota, used, limit, state }, note }: { use: QuotaUse; note?: string }) {
  const text = useText(planText)
  const locale = useLocale()
  const nameId = useId()
  const words = (value: number) => (quota === 'storageBytes' ? formatBytes(locale, value) : formatNumber(locale, value))
  const share = limit === null || limit === 0 ? 0 : Math.min(1, used / limit)
  return (
    <div className={classes.quota} data-state={state}>
      <div className={classes.head}>
        <span id={nameId} className={classes.name}>
          {text[quota]}
        </span>
        <span>{limit === null ? text.unlimited(words(used)) : text.used(words(used), words(limit))}</span>
      </div>
      {limit !== null && (
        <div
          role="meter"
          className={classes.track}
          aria-labelledby={nameId}
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(used, limit)}
          aria-valuetext={text.used(words(used), words(limit))}
        >
          <span style={{ width: `${share * 100}%` }} />
        </div>
      )}
      <p className={classes.hint}>
        {state !== 'ok' && (
          <strong>
            <IconAlertTriangle size={15} aria-hidden /> {text[state]}.{' '}
          </strong>
        )}
        {limit !== null && text[`${quota}Hint`]} {note}
      </p>
    </div>
  )
}
