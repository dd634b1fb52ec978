import type { Analytics } from '@minichat/contracts'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { Count } from './counted.tsx'
import { formatLocalDay } from './figures.ts'
import { ReportCard, TableFrame } from './ReportCard.tsx'

type Point = Analytics['series']['points'][number]
const layers = ['visitorMessages', 'aiMessages', 'memberMessages'] as const
const figureOf = {
  chats: 'chats',
  visitorMessages: 'visitor_messages',
  aiMessages: 'ai_messages',
  memberMessages: 'member_messages',
} as const

/** Chats and messages along the period, with the same numbers in a table behind. */
export function SeriesCard({ series: { by, points } }: { series: Analytics['series'] }) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const names = { chats: text.chats, visitorMessages: text.visitors, aiMessages: text.ai, memberMessages: text.members }
  const title = by === 'day' ? text.seriesDay : text.seriesHour
  const label = (at: string) => {
    const day = formatLocalDay(locale, at.slice(0, 10))
    return by === 'day' ? day : `${day} ${at.slice(11)}`
  }
  const messagesOf = (point: Point) => layers.reduce((sum, layer) => sum + point[layer], 0)
  const busiest = points.reduce(
    (most, point) => (messagesOf(point) > messagesOf(most) ? point : most),
    points[0] as Point,
  )
  const total = points.reduce((sum, point) => sum + messagesOf(point), 0)
  const number = (value: number) => formatNumber(locale, value)
  return (
    <ReportCard
      title={title}
      hint={text.seriesSays(number(total), label(busiest.at), number(messagesOf(busiest)))}
      sheet={{
        head: [by === 'day' ? text.day : text.hour, ...Object.values(names)],
        rows: points.map((point) => [point.at, point.chats, ...layers.map((layer) => point[layer])]),
      }}
    >
      <Columns points={points} layers={['chats']} label={label} names={names} />
      <Columns points={points} layers={layers} label={label} names={names} />
      <details className={classes.behind}>
        <summary>{text.asTable}</summary>
        <TableFrame name={title}>
          <thead>
            <tr>
              <th scope="col">{by === 'day' ? text.day : text.hour}</th>
              {Object.entries(names).map(([key, name]) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.at}>
                <th scope="row">{label(point.at)}</th>
                {(['chats', ...layers] as const).map((what) => (
                  <td key={what}>
                    <Count
                      count={point[what]}
                      which={{
                        figure: figureOf[what],
                        ...(by === 'hour' ? { hour: Number(point.at.slice(11, 13)) } : {}),
                      }}
                      days={{ from: point.at.slice(0, 10), to: point.at.slice(0, 10) }}
                      name={`${names[what]}, ${label(point.at)}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </TableFrame>
      </details>
    </ReportCard>
  )
}

/** For the eye; the table says the same. */
function Columns({
  points,
  layers: shown,
  label,
  names,
}: {
  points: Point[]
  layers: readonly (keyof typeof figureOf)[]
  label: (at: string) => string
  names: Record<keyof typeof figureOf, string>
}) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const sumOf = (point: Point) => shown.reduce((sum, layer) => sum + point[layer], 0)
  const highest = Math.max(1, ...points.map(sumOf))
  const totals = shown.map((layer) => ({ layer, total: points.reduce((sum, point) => sum + point[layer], 0) }))
  const [first, middle, last] = [points[0], points[Math.floor((points.length - 1) / 2)], points.at(-1)]
  return (
    <div aria-hidden>
      <div className={classes.legend}>
        {totals.map(({ layer, total }) => (
          <span key={layer}>
            <span className={classes.swatch} data-layer={layer} /> {names[layer]} <b>{formatNumber(locale, total)}</b>
          </span>
        ))}
        <span className={classes.highest}>{text.highest(formatNumber(locale, highest))}</span>
      </div>
      <div
        className={classes.columns}
        data-many={points.length > 100 || undefined}
        data-low={shown.length === 1 || undefined}
      >
        {points.map((point) => (
          <span key={point.at} title={`${label(point.at)}: ${formatNumber(locale, sumOf(point))}`}>
            {shown.map((layer) => (
              <span key={layer} data-layer={layer} style={{ height: `${(point[layer] / highest) * 100}%` }} />
            ))}
          </span>
        ))}
      </div>
      {first && middle && last && (
        <div className={classes.axis}>
          <span>{label(first.at)}</span>
          {points.length > 2 && <span>{label(middle.at)}</span>}
          {points.length > 1 && <span>{label(last.at)}</span>}
        </div>
      )}
    </div>
  )
}
