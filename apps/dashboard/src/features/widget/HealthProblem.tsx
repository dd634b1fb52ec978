import { RelativeTime } from '../../components/RelativeTime.tsx'
import { startOf } from '../../lib/days.ts'
import { formatDay, formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import type { KindOfProblem } from './health.ts'
import classes from './Widget.module.css'
import { widgetText } from './widget.text.ts'

/** One kind of failure: how often, what it means, what to do, and on which days. */
export function HealthProblem({ problem: { kind, count, latest, days } }: { problem: KindOfProblem }) {
  const text = useText(widgetText)
  const locale = useLocale()
  const now = useNow()
  const words = {
    panel: [text.panelProblem, text.panelMeaning],
    stream: [text.streamProblem, text.streamMeaning],
    storage: [text.storageProblem, text.storageMeaning],
    send: [text.sendProblem, text.sendMeaning],
    script: [text.scriptProblem, text.scriptMeaning],
  } as const
  const [title, meaning] = words[kind]
  return (
    <li>
      <p className={classes.problemTitle}>
        <span>{title}</span>
        <span className={classes.problemCount}>
          {text.times(formatNumber(locale, count))} · <RelativeTime at={latest.lastAt} />
        </span>
      </p>
      <p className={classes.problemMeaning}>{meaning}</p>
      <details>
        <summary>{text.byDay}</summary>
        <ul className={classes.problemDays}>
          {days.map((day) => (
            <li key={day.day}>
              <strong>{formatDay(locale, startOf(day.day), now)}</strong>
              {` · ${text.times(formatNumber(locale, day.count))}`}
              <span>{[day.lastOrigin, day.lastBrowser, day.lastDetail].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
