import type { AnalyticsPeriod, AnswerTimes } from '@minichat/contracts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Analytics.module.css'
import { analyticsText } from './analytics.text.ts'
import { type Bar, BarTable } from './BarTable.tsx'
import { formatShare, formatWait } from './figures.ts'
import { ReportCard } from './ReportCard.tsx'

const endingNames = ['confirmed', 'assumed', 'unresolved', 'reopened'] as const
const tones = { confirmed: 'good', assumed: 'good', unresolved: 'bad', reopened: 'quiet' } as const

export const endedOf = ({ figures }: AnalyticsPeriod) => endingNames.reduce((sum, name) => sum + figures[name], 0)
export const resolvedOf = ({ figures }: AnalyticsPeriod) => figures.confirmed + figures.assumed

export function FunnelCard({ period }: { period: AnalyticsPeriod }) {
  const text = useText(analyticsText)
  const bars: Bar[] = [
    { key: 'shown', name: text.shown, count: period.shown, tone: 'quiet' },
    { key: 'opened', name: text.opened, count: period.opened, tone: 'quiet' },
    { key: 'chats', name: text.firstMessage, count: period.figures.chats, which: { figure: 'chats' } },
    { key: 'resolved', name: text.funnelResolved, count: resolvedOf(period) },
  ]
  return <BarCard title={text.funnel} hint={text.funnelHint} head={text.step} bars={bars} whole={bars[0]?.count ?? 0} />
}

export function EndingsCard({ period }: { period: AnalyticsPeriod }) {
  const text = useText(analyticsText)
  const bars = endingNames.map(
    (name): Bar => ({
      key: name,
      name: text[name],
      count: period.figures[name],
      which: { figure: name },
      tone: tones[name],
    }),
  )
  return <BarCard title={text.endings} hint={text.endingsHint} head={text.ending} bars={bars} whole={endedOf(period)} />
}

export function TimesCard({ period }: { period: AnalyticsPeriod }) {
  const text = useText(analyticsText)
  const ai = useTimeBars(period.aiTimes, 'ai_times')
  const members = useTimeBars(period.memberTimes, 'member_times')
  return (
    <ReportCard
      title={text.times}
      sheet={{
        head: [text.answers, text.time, text.count],
        rows: [
          ...ai.map(({ name, count }) => [text.ai, name, count]),
          ...members.map(({ name, count }) => [text.members, name, count]),
        ],
      }}
    >
      <div className={classes.halves}>
        <Times name={text.timesAi} bars={ai} times={period.aiTimes} />
        <Times name={text.timesMembers} bars={members} times={period.memberTimes} />
      </div>
    </ReportCard>
  )
}

function Times({ name, bars, times }: { name: string; bars: Bar[]; times: AnswerTimes }) {
  const text = useText(analyticsText)
  const locale = useLocale()
  return (
    <div>
      <h3 className={classes.small}>{name}</h3>
      {times.medianMs === null || times.p90Ms === null ? (
        <p className={classes.hint}>–</p>
      ) : (
        <>
          <p className={classes.hint}>
            {text.median} {formatWait(locale, times.medianMs)} · {text.p90(formatWait(locale, times.p90Ms))}
          </p>
          <BarTable caption={name} head={text.time} bars={bars} whole={times.count} />
        </>
      )}
    </div>
  )
}

function useTimeBars(times: AnswerTimes, figure: 'ai_times' | 'member_times'): Bar[] {
  const text = useText(analyticsText)
  const locale = useLocale()
  return times.buckets.map(({ bin, upToMs, count }) => ({
    key: String(bin),
    name: upToMs === null ? text.longer : text.upTo(formatWait(locale, upToMs)),
    count,
    which: { figure, bin },
    tone: figure === 'ai_times' ? 'ai' : 'good',
  }))
}

function BarCard(props: { title: string; hint?: string; head: string; bars: Bar[]; whole: number }) {
  const { title, hint, head, bars, whole } = props
  const text = useText(analyticsText)
  const locale = useLocale()
  return (
    <ReportCard
      title={title}
      hint={hint}
      sheet={{
        head: [head, text.count, text.share],
        rows: bars.map(({ name, count }) => [name, count, formatShare(locale, count, whole)]),
      }}
    >
      <BarTable caption={title} head={head} bars={bars} whole={whole} />
    </ReportCard>
  )
}
