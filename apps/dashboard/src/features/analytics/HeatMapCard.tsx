import type { Analytics } from '@minichat/contracts'
import { type KeyboardEvent, useContext, useRef, useState } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { CountedContext } from './counted.tsx'
import { formatHour, formatWeekday } from './figures.ts'
import { ReportCard } from './ReportCard.tsx'

const weekdays = [1, 2, 3, 4, 5, 6, 7]
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The week as its hours; one of them has the tab stop, arrow keys go on from there. */
export function HeatMapCard({ peakHours }: { peakHours: Analytics['peakHours'] }) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const { asked, open } = useContext(CountedContext)
  const body = useRef<HTMLTableSectionElement>(null)
  const counts = new Map(peakHours.map((cell) => [`${cell.weekday} ${cell.hour}`, cell.visitorMessages]))
  const most = peakHours.reduce((best, cell) => (cell.visitorMessages > best.visitorMessages ? cell : best), {
    weekday: 1,
    hour: 9,
    visitorMessages: 0,
  })
  const [place, setPlace] = useState<[number, number]>([most.weekday, most.hour])

  function move(event: KeyboardEvent) {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const weekday = Math.min(7, Math.max(1, place[0] + step[0]))
    const hour = Math.min(23, Math.max(0, place[1] + step[1]))
    setPlace([weekday, hour])
    body.current?.rows[weekday - 1]?.querySelectorAll('button')[hour]?.focus()
  }

  return (
    <ReportCard
      title={text.peakHours}
      hint={
        most.visitorMessages > 0 ? text.peakSays(formatWeekday(locale, most.weekday), formatHour(most.hour)) : undefined
      }
      sheet={{
        head: [text.weekday, ...hours.map(formatHour)],
        rows: weekdays.map((weekday) => [
          formatWeekday(locale, weekday),
          ...hours.map((hour) => counts.get(`${weekday} ${hour}`) ?? 0),
        ]),
      }}
    >
      <table className={classes.heat}>
        <caption className={classes.hidden}>{text.peakHint}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className={classes.hidden}>{text.weekday}</span>
            </th>
            {hours.map((hour) => (
              <th key={hour} scope="col">
                <span className={hour % 6 === 0 ? undefined : classes.hidden}>{String(hour).padStart(2, '0')}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={move}>
          {weekdays.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">
                <abbr title={formatWeekday(locale, weekday)}>{formatWeekday(locale, weekday, 'short')}</abbr>
              </th>
              {hours.map((hour) => {
                const count = counts.get(`${weekday} ${hour}`) ?? 0
                const name = text.cell(formatWeekday(locale, weekday), formatHour(hour), formatNumber(locale, count))
                return (
                  <td key={hour}>
                    <button
                      type="button"
                      aria-label={name}
                      title={name}
                      tabIndex={weekday === place[0] && hour === place[1] ? 0 : -1}
                      data-none={count === 0 || undefined}
                      style={{ opacity: count === 0 ? undefined : 0.15 + 0.85 * (count / most.visitorMessages) }}
                      onFocus={() => setPlace([weekday, hour])}
                      onClick={() =>
                        count > 0 && open({ which: { figure: 'visitor_messages', weekday, hour }, name, asked })
                      }
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ReportCard>
  )
}
