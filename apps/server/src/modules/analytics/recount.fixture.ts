import type { FigureName } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import { groupOf } from './question-groups.ts'
import { binEndsMs } from './time-bins.ts'

export type RawEvent = {
  seq: number
  type: string
  atMs: number
  data: { memberId?: string | null; personRequestedAt?: string | null; handledBy?: 'ai' | 'member'; rating?: number }
  author: 'visitor' | 'ai' | 'member' | null
  authorId: string | null
  body: string | null
  questionSeq: number | null
  offersPerson: boolean
  answerStatus: string | null
  generation: number | null
  responder: string | null
  hops: { outcome: string; providerId: string | null; responder: string }[] | null
  cost: number | null
}
export type RawChat = { id: string; workspaceId: string; widgetId: string; events: RawEvent[] }

/** Every chat with every event, as the tables have them. */
export async function readRawChats(db: Database, workspaceId: string): Promise<RawChat[]> {
  const rows = await db.transaction(workspaceId, (tx) =>
    tx.query<RawEvent & { chatId: string; widgetId: string; at: Date }>(
      `select e.session_id as "chatId", s.widget_id as "widgetId", e.seq, e.type, e.data,
         coalesce(m.created_at, e.created_at) as at, m.author_kind as author, m.author_id as "authorId", m.body,
         m.question_seq as "questionSeq", m.offers_person as "offersPerson", a.status as "answerStatus", a.generation,
         a.responder, t.hops, t.cost_micro_usd as cost
       from chat_events e
       join chat_sessions s on s.workspace_id = e.workspace_id and s.id = e.session_id
       left join chat_messages m on m.workspace_id = e.workspace_id and m.session_id = e.session_id and m.seq = e.seq
       left join answers a on a.workspace_id = e.workspace_id and a.id = m.answer_id
       left join answer_traces t on t.workspace_id = e.workspace_id and t.answer_id = m.answer_id
       where e.workspace_id = $1 order by e.session_id, e.seq`,
      [workspaceId],
    ),
  )
  const byChat = Map.groupBy(rows, ({ chatId }) => chatId)
  return [...byChat].map(([id, events]) => ({
    id,
    workspaceId,
    widgetId: events[0]?.widgetId ?? '',
    events: events.map((event) => ({ ...event, atMs: event.at.getTime() })),
  }))
}

/** What the clocks of a zone show, by way of Intl and not of the database. */
export function zonedParts(ms: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    weekday: 'short',
  }).formatToParts(ms)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return {
    day: `${of('year')}-${of('month')}-${of('day')}`,
    hour: Number(of('hour')),
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(of('weekday')) + 1,
  }
}

type Asked = { from: string; to: string; timeZone: string; widgetId?: string }
type Hit = { figure: string; who: string; chatId: string; atMs: number; bin?: number; amount?: number }

/** Counts everything again from the events, each chat looked at as a whole. */
export function recount(chats: RawChat[], { from, to, timeZone, widgetId }: Asked) {
  const hits = chats
    .filter((chat) => !widgetId || chat.widgetId === widgetId)
    .flatMap(hitsOf)
    .map((hit) => ({ ...hit, ...zonedParts(hit.atMs, timeZone) }))
    .filter((hit) => hit.day >= from && hit.day <= to)
  const of = (figure: string) => hits.filter((hit) => hit.figure === figure)
  const count = (figure: string) => of(figure).length
  const byBin = (figure: string) =>
    [...Map.groupBy(of(figure), ({ bin }) => bin ?? 0)]
      .map(([bin, found]) => [bin, found.length] as [number, number])
      .sort(([a], [b]) => a - b)
  const chatsIn = (found: Hit[]) =>
    [...Map.groupBy(found, ({ chatId }) => chatId)].map(([chatId, ones]) => ({ chatId, times: ones.length }))
  const sumBy = <T>(figures: string[], row: (who: string, ofWho: (figure: string) => Hit[]) => T): T[] =>
    [...new Set(figures.flatMap((figure) => of(figure).map(({ who }) => who)))]
      .sort()
      .map((who) => row(who, (figure) => of(figure).filter((hit) => hit.who === who)))
  const amount = (found: Hit[]) => found.reduce((sum, hit) => sum + (hit.amount ?? 0), 0)

  return {
    figures: Object.fromEntries(
      [
        ...['chats', 'visitor_messages', 'ai_messages', 'member_messages', 'person_requests', 'confirmed', 'assumed'],
        ...['unresolved', 'reopened', 'questions', 'unanswered_questions'],
      ].map((name) => [name, count(name)]),
    ) as Record<FigureName, number>,
    aiTimes: byBin('ai_times'),
    memberTimes: byBin('member_times'),
    ratings: byBin('ratings'),
    chatsOf: (figure: FigureName) => chatsIn(of(figure)),
    chatsOfAiTime: (bin: number) => chatsIn(of('ai_times').filter((hit) => hit.bin === bin)),
    series(by: 'hour' | 'day') {
      const placeOf = (hit: { day: string; hour: number }) =>
        by === 'day' ? hit.day : `${hit.day}T${String(hit.hour).padStart(2, '0')}:00`
      const shown = hits.filter(({ figure }) => ['chats', 'visitor_messages', 'ai_messages'].includes(figure))
      const at = (figure: string, place: string) => of(figure).filter((hit) => placeOf(hit) === place).length
      return [...new Set(shown.map(placeOf))].sort().map((place) => ({
        at: place,
        chats: at('chats', place),
        visitorMessages: at('visitor_messages', place),
        aiMessages: at('ai_messages', place),
        memberMessages: at('member_messages', place),
      }))
    },
    peakHours: [...Map.groupBy(of('visitor_messages'), (hit) => hit.weekday * 100 + hit.hour)]
      .sort(([a], [b]) => a - b)
      .map(([key, found]) => ({ weekday: Math.floor(key / 100), hour: key % 100, visitorMessages: found.length })),
    members: sumBy(['member_replies', 'member_chats', 'member_waits'], (memberId, mine) => ({
      memberId,
      chatsTaken: mine('member_chats').length,
      replies: mine('member_replies').length,
      waits: mine('member_waits').length,
      averageWaitMs:
        mine('member_waits').length === 0
          ? null
          : Math.round(amount(mine('member_waits')) / mine('member_waits').length),
    })),
    providers: sumBy(['provider_answers', 'provider_failures'], (provider, its) => ({
      provider,
      answers: its('provider_answers').length,
      failures: its('provider_failures').length,
      costMicroUsd: amount(its('provider_answers')),
    })).sort((a, b) => b.answers - a.answers || (a.provider < b.provider ? -1 : 1)),
    questions: sumBy(['question'], (group, its) => ({
      group,
      count: its('question').length,
      unanswered: its('unanswered').length,
    })).sort((a, b) => b.count - a.count || (a.group < b.group ? -1 : 1)),
  }
}

function hitsOf(chat: RawChat): Hit[] {
  return [
    ...messageHits(chat),
    ...answerHits(chat),
    ...waitHits(chat),
    ...changeHits(chat),
    ...endingHits(chat),
    ...ratingHits(chat),
  ]
}

const hit = (chat: RawChat, figure: string, atMs: number, more: Partial<Hit> = {}): Hit => ({
  figure,
  who: '',
  chatId: chat.id,
  atMs,
  ...more,
})
const said = (chat: RawChat, author: RawEvent['author']) =>
  chat.events.filter((event) => event.type === 'message.created' && event.author === author)
const rangeOf = (ms: number) => binEndsMs.filter((end) => end < ms).length

function messageHits(chat: RawChat): Hit[] {
  const [first] = said(chat, 'visitor')
  return [
    ...(first ? [hit(chat, 'chats', first.atMs)] : []),
    ...(['visitor', 'ai', 'member'] as const).flatMap((author) =>
      said(chat, author).map(({ atMs }) => hit(chat, `${author}_messages`, atMs)),
    ),
    ...said(chat, 'member').map(({ atMs, authorId }) => hit(chat, 'member_replies', atMs, { who: authorId ?? '' })),
  ]
}

function answerHits(chat: RawChat): Hit[] {
  return said(chat, 'ai').flatMap((answer) => {
    const question = chat.events.find(({ seq }) => seq === answer.questionSeq)
    const found = (answer.hops ?? []).flatMap((hop) => {
      const who = hop.providerId ?? hop.responder
      if (hop.outcome === 'failed') return [hit(chat, 'provider_failures', answer.atMs, { who })]
      return hop.outcome === 'answered'
        ? [hit(chat, 'provider_answers', answer.atMs, { who, amount: answer.cost ?? 0 })]
        : []
    })
    if (!question || answer.generation !== 1) return found
    if (answer.answerStatus === 'done')
      found.push(hit(chat, 'ai_times', answer.atMs, { bin: rangeOf(answer.atMs - question.atMs) }))
    const who = groupOf(chat.workspaceId, question.body ?? '')
    const isOver = answer.answerStatus === 'done' || answer.answerStatus === 'failed'
    if (who === null || answer.responder === 'rule' || !isOver) return found
    found.push(hit(chat, 'questions', question.atMs), hit(chat, 'question', question.atMs, { who }))
    if (answer.offersPerson || answer.answerStatus === 'failed')
      found.push(hit(chat, 'unanswered_questions', question.atMs), hit(chat, 'unanswered', question.atMs, { who }))
    return found
  })
}

/** For each reply of a member, since when the visitor had been waiting for a person. */
function waitHits(chat: RawChat): Hit[] {
  return said(chat, 'member').flatMap((reply) => {
    const since = waitingSince(chat, reply.seq)
    if (since === null) return []
    const waitedMs = reply.atMs - since
    return [
      hit(chat, 'member_times', reply.atMs, { bin: rangeOf(waitedMs) }),
      hit(chat, 'member_waits', reply.atMs, { who: reply.authorId ?? '', amount: waitedMs }),
    ]
  })
}

/** Before an event: the first thing since the last reply, hand-back or end that a person had to answer. */
function waitingSince(chat: RawChat, beforeSeq: number): number | null {
  const earlier = chat.events.filter(({ seq }) => seq < beforeSeq)
  const begin = earlier.findLast(
    ({ type, author }) => author === 'member' || ['chat.handed_back', 'chat.closed', 'chat.reset'].includes(type),
  )
  if (begin?.type === 'chat.handed_back' && begin.data.personRequestedAt) return begin.atMs
  const first = earlier.find(
    (event) =>
      event.seq > (begin?.seq ?? 0) &&
      (event.type === 'chat.person_requested' || (event.author === 'visitor' && isForPerson(chat, event.seq))),
  )
  return first?.atMs ?? null
}

/** Whether a member had the chat then, or was asked for. */
function isForPerson(chat: RawChat, seq: number): boolean {
  const change = chat.events.findLast(
    (event) =>
      event.seq < seq &&
      [
        ...['chat.taken_over', 'chat.handed_back', 'chat.person_requested', 'chat.reopened'],
        ...['chat.closed', 'chat.reset'],
      ].includes(event.type),
  )
  if (change?.type === 'chat.person_requested' || change?.type === 'chat.taken_over') return true
  if (change?.type === 'chat.handed_back') return (change.data.personRequestedAt ?? null) !== null
  return change?.type === 'chat.reopened' && change.data.handledBy === 'member'
}

function changeHits(chat: RawChat): Hit[] {
  return chat.events.flatMap((event) => {
    if (event.type === 'chat.person_requested') return [hit(chat, 'person_requests', event.atMs)]
    return event.type === 'chat.taken_over'
      ? [hit(chat, 'member_chats', event.atMs, { who: event.data.memberId ?? '' })]
      : []
  })
}

function endingHits(chat: RawChat): Hit[] {
  return chat.events
    .filter(({ type }) => type === 'chat.closed' || type === 'chat.reset')
    .map((end) => {
      const isNext = (event: RawEvent) => event.seq > end.seq
      const next = chat.events.find((event) => isNext(event) && event.type === 'chat.reopened')
      const rating = chat.events.findLast(
        (event) => isNext(event) && event.seq < (next?.seq ?? Number.POSITIVE_INFINITY) && event.type === 'chat.rated',
      )
      if (next && next.atMs - end.atMs <= 7 * 24 * 3600_000) return hit(chat, 'reopened', end.atMs)
      if (rating?.data.rating === 3) return hit(chat, 'confirmed', end.atMs)
      const last = chat.events.findLast((event) => event.seq < end.seq && event.type === 'message.created')
      const isWaiting = waitingSince(chat, end.seq) !== null || last?.author === 'visitor'
      return hit(chat, isWaiting || rating?.data.rating === 1 ? 'unresolved' : 'assumed', end.atMs)
    })
}

/** The last word counts, where the first one was given. */
function ratingHits(chat: RawChat): Hit[] {
  const ratings = chat.events.filter(({ type }) => type === 'chat.rated')
  const [first, last] = [ratings[0], ratings.at(-1)]
  return first && last ? [hit(chat, 'ratings', first.atMs, { bin: last.data.rating ?? 0 })] : []
}
