import {
  type Analytics,
  type AnalyticsPeriod,
  type AnswerTimes,
  type CommonQuestion,
  type FigureName,
  figureNames,
  type MemberWorkload,
  type ProviderFigures,
} from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import * as store from './figures.store.ts'
import { binEndsMs, quantileMs } from './time-bins.ts'

/** Local days, both included. */
export type Range = { from: string; to: string; widgetId?: string | undefined }

const dayMs = 24 * 3600_000
/** Each day's most asked questions, of which those of the period are picked. */
const questionsPerDay = 100
const candidates = 80
const questionsShown = 25
const hoursUpToDays = 2
const seriesMetrics = ['chats', 'visitor_messages', 'ai_messages', 'member_messages']

/** @throws AppError NOT_FOUND for a widget that is not the workspace's. */
export async function dayRangeOf(tx: Tx, { from, to, widgetId }: Range) {
  const settings = await store.readSettings(tx)
  if (widgetId && !settings.widget_ids.includes(widgetId)) throw new AppError('NOT_FOUND')
  const range: store.DayRange = {
    from,
    to,
    timeZone: settings.time_zone,
    widgetIds: widgetId ? [widgetId] : settings.widget_ids,
  }
  return { range, countedAt: settings.counted_at }
}

export async function readAnalytics(tx: Tx, asked: Range): Promise<Analytics> {
  const { range, countedAt } = await dayRangeOf(tx, asked)
  const days = daysOf(range)
  const hours = await store.readHours(tx, range, seriesMetrics)
  return {
    timeZone: range.timeZone,
    countedUntil: countedAt?.toISOString() ?? null,
    now: await readPeriod(tx, range),
    before: await readPeriod(tx, {
      ...range,
      from: moved(range.from, -days.length),
      to: moved(range.from, -1),
    }),
    series: seriesOf(days, hours),
    peakHours: peakHoursOf(hours),
  }
}

async function readPeriod(tx: Tx, range: store.DayRange): Promise<AnalyticsPeriod> {
  const rows = await store.readTotals(tx, range, [
    ...figureNames,
    'shown',
    'opened',
    'ai_times',
    'member_times',
    'ratings',
  ])
  const sumOf = (metric: string, bin?: number) => {
    const found = rows.filter((row) => row.metric === metric && (bin === undefined || row.bin === bin))
    return found.reduce((sum, { count }) => sum + count, 0)
  }
  const timesOf = (metric: string) => presentTimes(rows.filter((row) => row.metric === metric))
  const figures = Object.fromEntries(figureNames.map((name) => [name, sumOf(name)])) as Record<FigureName, number>
  return {
    figures,
    shown: sumOf('shown'),
    opened: sumOf('opened'),
    aiTimes: timesOf('ai_times'),
    memberTimes: timesOf('member_times'),
    ratings: { good: sumOf('ratings', 3), ok: sumOf('ratings', 2), bad: sumOf('ratings', 1) },
  }
}

function presentTimes(rows: readonly { bin: number; count: number }[]): AnswerTimes {
  const counts = Array.from({ length: binEndsMs.length + 1 }, () => 0)
  for (const { bin, count } of rows) counts[bin] = (counts[bin] ?? 0) + count
  return {
    count: counts.reduce((sum, one) => sum + one, 0),
    medianMs: quantileMs(counts, 0.5),
    p90Ms: quantileMs(counts, 0.9),
    buckets: counts.flatMap((count, bin) => (count > 0 ? [{ bin, upToMs: binEndsMs[bin] ?? null, count }] : [])),
  }
}

type HourRow = { metric: string; hour: string; count: number }

function seriesOf(days: string[], rows: HourRow[]): Analytics['series'] {
  const by = days.length <= hoursUpToDays ? 'hour' : 'day'
  const places =
    by === 'day'
      ? days
      : days.flatMap((day) => Array.from({ length: 24 }, (_, hour) => `${day}T${String(hour).padStart(2, '0')}:00`))
  const sums = new Map<string, number>()
  for (const { metric, hour, count } of rows) {
    const key = `${metric} ${by === 'day' ? hour.slice(0, 10) : hour}`
    sums.set(key, (sums.get(key) ?? 0) + count)
  }
  const of = (metric: string, at: string) => sums.get(`${metric} ${at}`) ?? 0
  const points = places.map((at) => ({
    at,
    chats: of('chats', at),
    visitorMessages: of('visitor_messages', at),
    aiMessages: of('ai_messages', at),
    memberMessages: of('member_messages', at),
  }))
  return { by, points }
}

function peakHoursOf(rows: HourRow[]): Analytics['peakHours'] {
  const cells = new Map<string, Analytics['peakHours'][number]>()
  for (const { metric, hour: at, count } of rows) {
    if (metric !== 'visitor_messages') continue
    const weekday = new Date(`${at.slice(0, 10)}T00:00Z`).getUTCDay() || 7
    const hour = Number(at.slice(11, 13))
    const cell = cells.get(`${weekday} ${hour}`) ?? { weekday, hour, visitorMessages: 0 }
    cells.set(`${weekday} ${hour}`, { ...cell, visitorMessages: cell.visitorMessages + count })
  }
  return [...cells.values()].sort((a, b) => a.weekday - b.weekday || a.hour - b.hour)
}

/** The most common ones first; groups whose questions were all taken back are left out. */
export async function readQuestions(tx: Tx, asked: Range, only: 'all' | 'unanswered'): Promise<CommonQuestion[]> {
  const { range } = await dayRangeOf(tx, asked)
  const metric = only === 'all' ? 'question' : 'unanswered'
  const groups = await store.readCandidates(tx, range, { metric, perDay: questionsPerDay, limit: candidates })
  const rows = await store.readTotalsOf(tx, range, ['question', 'unanswered'], groups)
  const countOf = (which: string, group: string) =>
    rows.find((row) => row.metric === which && row.who === group)?.count ?? 0
  const ranked = groups
    .map((group) => ({ group, count: countOf('question', group), unanswered: countOf('unanswered', group) }))
    .filter((one) => (only === 'all' ? one.count : one.unanswered) > 0)
    .sort((a, b) => (only === 'all' ? b.count - a.count : b.unanswered - a.unanswered) || (a.group < b.group ? -1 : 1))
    .slice(0, questionsShown)
  const examples = await store.readExamples(
    tx,
    range,
    ranked.map(({ group }) => group),
  )
  return ranked.flatMap((one) => {
    const example = examples.find(({ who }) => who === one.group)?.body
    return example === undefined ? [] : [{ ...one, example }]
  })
}

export async function readProviders(tx: Tx, asked: Range): Promise<ProviderFigures[]> {
  const { range } = await dayRangeOf(tx, asked)
  const rows = await store.readTotalsBy(tx, range, ['provider_answers', 'provider_failures'])
  const names = new Map((await store.readProviderNames(tx)).map(({ id, name }) => [id, name]))
  const providers = [...new Set(rows.map(({ who }) => who))].map((provider) => {
    const answered = rows.filter((row) => row.who === provider && row.metric === 'provider_answers')
    const failed = rows.filter((row) => row.who === provider && row.metric === 'provider_failures')
    return {
      provider,
      name: names.get(provider) ?? null,
      answers: sum(answered, 'count'),
      failures: sum(failed, 'count'),
      firstWords: presentTimes(answered),
      costMicroUsd: sum(answered, 'amount'),
    }
  })
  return providers.sort((a, b) => b.answers - a.answers || (a.provider < b.provider ? -1 : 1))
}

export async function readWorkload(tx: Tx, asked: Range): Promise<MemberWorkload[]> {
  const { range } = await dayRangeOf(tx, asked)
  const rows = await store.readTotalsBy(tx, range, ['member_chats', 'member_replies', 'member_waits'])
  const memberIds = [...new Set(rows.map(({ who }) => who))]
  const names = new Map((await store.readMemberNames(tx, memberIds)).map(({ id, name }) => [id, name]))
  const members = memberIds.map((memberId) => {
    const of = (metric: string) => rows.filter((row) => row.who === memberId && row.metric === metric)
    const waits = sum(of('member_waits'), 'count')
    return {
      memberId,
      name: names.get(memberId) ?? null,
      chatsTaken: sum(of('member_chats'), 'count'),
      replies: sum(of('member_replies'), 'count'),
      waits,
      averageWaitMs: waits === 0 ? null : Math.round(sum(of('member_waits'), 'amount') / waits),
    }
  })
  return members.sort((a, b) => b.replies - a.replies || (a.memberId < b.memberId ? -1 : 1))
}

const sum = (rows: readonly store.TotalOf[], what: 'count' | 'amount') =>
  rows.reduce((total, row) => total + row[what], 0)

const moved = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

function daysOf({ from, to }: { from: string; to: string }): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
  return Array.from({ length: count }, (_, at) => moved(from, at))
}
