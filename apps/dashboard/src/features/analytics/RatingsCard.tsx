import type { AnalyticsPeriod } from '@minichat/contracts'
import { Link } from '@tanstack/react-router'
import { useContext } from 'react'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { type Bar, BarTable } from './BarTable.tsx'
import { CountedContext } from './counted.tsx'
import { formatShare } from './figures.ts'
import { ReportCard } from './ReportCard.tsx'
import { useCountedChats } from './use-analytics.ts'

const kinds = [
  { name: 'good', bin: 3, tone: 'good' },
  { name: 'ok', bin: 2, tone: 'quiet' },
  { name: 'bad', bin: 1, tone: 'bad' },
] as const
const commentsShown = 6
const nameOf = (rating: number | null) => kinds.find(({ bin }) => bin === rating)?.name ?? 'ok'

/** How content visitors were, and what they wrote beside. */
export function RatingsCard({ period: { ratings } }: { period: AnalyticsPeriod }) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const bars = kinds.map(
    ({ name, bin, tone }): Bar => ({
      key: name,
      name: text[name],
      count: ratings[name],
      which: { figure: 'ratings', bin },
      tone,
    }),
  )
  const whole = bars.reduce((sum, { count }) => sum + count, 0)
  return (
    <ReportCard
      title={text.ratings}
      sheet={
        whole === 0
          ? undefined
          : {
              head: [text.ratings, text.count, text.share],
              rows: bars.map(({ name, count }) => [name, count, formatShare(locale, count, whole)]),
            }
      }
    >
      {whole === 0 ? (
        <p className={classes.hint}>{text.noRatings}</p>
      ) : (
        <>
          <BarTable caption={text.ratings} head={text.ratings} bars={bars} whole={whole} />
          <Comments />
        </>
      )}
    </ReportCard>
  )
}

function Comments() {
  const text = useText(analyticsText)
  const { asked } = useContext(CountedContext)
  const { data } = useCountedChats(asked, { figure: 'ratings' })
  const rated = data?.pages.flatMap(({ items }) => items) ?? []
  const commented = rated.filter(({ chat }) => chat.ratingComment !== null).slice(0, commentsShown)
  if (commented.length === 0) return null
  return (
    <div>
      <h3 className={classes.small}>{text.comments}</h3>
      <ul className={classes.comments}>
        {commented.map(({ chat }) => (
          <li key={chat.id}>
            <Link to="/chats/$chatId" params={{ chatId: chat.id }} search={{}}>
              <q lang={languageOf(chat.ratingComment ?? '')}>{chat.ratingComment}</q>
            </Link>{' '}
            <span className={classes.none}>{text[nameOf(chat.rating)]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
