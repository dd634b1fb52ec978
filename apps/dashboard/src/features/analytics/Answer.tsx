import type { Analytics, AnalyticsPeriod } from '@minichat/contracts'
import type { ReactNode } from 'react'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { Count } from './counted.tsx'
import { formatChange, formatShare, formatWait } from './figures.ts'
import { endedOf, resolvedOf } from './PeriodCards.tsx'

/** What the page says, in sentences. */
export function Answer({ analytics: { now, before } }: { analytics: Analytics }) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const { chats } = now.figures
  const change = useChangeInWords(chats, before.figures.chats)
  const sentences = [
    chats === 1 ? text.answerOneChat(change) : text.answerChats(formatNumber(locale, chats), change),
    now.aiTimes.medianMs !== null && text.answerAi(formatWait(locale, now.aiTimes.medianMs)),
    now.memberTimes.medianMs !== null && text.answerMembers(formatWait(locale, now.memberTimes.medianMs)),
    endedOf(now) > 0 && text.answerResolved(formatShare(locale, resolvedOf(now), endedOf(now))),
  ]
  return <p className={classes.answer}>{sentences.filter(Boolean).join(' ')}</p>
}

function useChangeInWords(now: number, before: number): string {
  const text = useText(analyticsText)
  const locale = useLocale()
  if (before === 0) return text.noBefore
  const percent = formatShare(locale, Math.abs(now - before), before)
  return now === before ? text.same : now > before ? text.more(percent) : text.less(percent)
}

/** The numbers that one looks at each day, each against the period before. */
export function Tiles({ analytics: { now, before } }: { analytics: Analytics }) {
  const text = useText(analyticsText)
  const locale = useLocale()
  const wait = (ms: number | null) => (ms === null ? '–' : formatWait(locale, ms))
  const ratedOf = ({ ratings }: AnalyticsPeriod) => ratings.good + ratings.ok + ratings.bad
  const compared = (value: number | null, earlier: number | null) => {
    const change = formatChange(locale, value, earlier)
    return change === null ? null : text.compared(change)
  }
  const was = (earlier: string) => (earlier === '–' ? null : text.before(earlier))
  return (
    <dl className={classes.tiles}>
      <Tile
        name={text.chats}
        value={<Count count={now.figures.chats} which={{ figure: 'chats' }} name={text.chats} />}
        notes={[compared(now.figures.chats, before.figures.chats)]}
      />
      <Tile
        name={text.visitorMessages}
        value={
          <Count
            count={now.figures.visitor_messages}
            which={{ figure: 'visitor_messages' }}
            name={text.visitorMessages}
          />
        }
        notes={[compared(now.figures.visitor_messages, before.figures.visitor_messages)]}
      />
      <Tile
        name={text.aiTimes}
        value={wait(now.aiTimes.medianMs)}
        notes={[
          now.aiTimes.p90Ms === null ? null : text.p90(wait(now.aiTimes.p90Ms)),
          was(wait(before.aiTimes.medianMs)),
        ]}
      />
      <Tile
        name={text.memberTimes}
        value={wait(now.memberTimes.medianMs)}
        notes={[
          now.memberTimes.p90Ms === null ? null : text.p90(wait(now.memberTimes.p90Ms)),
          was(wait(before.memberTimes.medianMs)),
        ]}
      />
      <Tile
        name={text.resolved}
        value={formatShare(locale, resolvedOf(now), endedOf(now))}
        notes={[
          text.ofEnded(formatNumber(locale, endedOf(now))),
          was(formatShare(locale, resolvedOf(before), endedOf(before))),
        ]}
      />
      <Tile
        name={text.satisfaction}
        value={formatShare(locale, now.ratings.good, ratedOf(now))}
        notes={[
          ratedOf(now) === 0 ? text.noRatings : text.ofRated(formatNumber(locale, ratedOf(now))),
          was(formatShare(locale, before.ratings.good, ratedOf(before))),
        ]}
      />
    </dl>
  )
}

function Tile({ name, value, notes }: { name: string; value: ReactNode; notes: (string | null)[] }) {
  return (
    <div className={classes.tile}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.value}>{value}</span>
        {notes.map((note) => note !== null && <span key={note}>{note}</span>)}
      </dd>
    </div>
  )
}
