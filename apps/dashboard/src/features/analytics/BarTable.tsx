import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { Count } from './counted.tsx'
import { formatShare } from './figures.ts'
import type { Which } from './use-analytics.ts'

export type Bar = {
  key: string
  name: string
  count: number
  /** What it opens; a number of no chats has none. */
  which?: Which
  tone?: 'good' | 'quiet' | 'bad' | 'ai'
}

/** Bars and their numbers in one: a table whose rows show how long they are. */
export function BarTable({
  caption,
  head,
  bars,
  whole,
}: {
  caption: string
  head: string
  bars: Bar[]
  whole: number
}) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const longest = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <table className={classes.bars}>
      <caption className={classes.hidden}>{caption}</caption>
      <thead className={classes.hidden}>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{text.count}</th>
          <th scope="col">{text.share}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, name, count, which, tone = 'good' }) => (
          <tr key={key}>
            <th scope="row">
              {name}
              <span className={classes.bar} aria-hidden>
                <span
                  data-tone={tone}
                  data-some={count > 0 || undefined}
                  style={{ width: `${(count / longest) * 100}%` }}
                />
              </span>
            </th>
            <td>{which ? <Count count={count} which={which} name={name} /> : formatNumber(locale, count)}</td>
            <td>{formatShare(locale, count, whole)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
