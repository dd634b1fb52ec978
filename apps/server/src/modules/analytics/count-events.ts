import { binOf } from './time-bins.ts'

export const quarterMs = 15 * 60_000
const reopenWithinMs = 7 * 24 * 3600_000

/** An event of the log with what it is about, as counting needs it. */
export type LoggedEvent = {
  sessionId: string
  widgetId: string
  seq: number
  type: string
  atMs: number
  data: { handledBy?: 'ai' | 'member'; memberId?: string | null; personRequestedAt?: string | null; rating?: number }
  message: {
    author: 'visitor' | 'ai' | 'member'
    authorId: string | null
    answer: Answered | null
  } | null
}

/** How the message of an answer came about. */
export type Answered = {
  status: string
  /** 1 for the first answer to a question. */
  generation: number
  responder: string | null
  /** null where the question was removed with its chat. */
  askedAtMs: number | null
  /** Which questions it is alike; null for what is none. */
  group: string | null
  offersPerson: boolean
  hops: { responder: string; providerId: string | null; outcome: string; firstDeltaMs: number | null }[]
  costMicroUsd: number | null
}

/** How a chat ended last, and when. */
type Ending = {
  kind: 'confirmed' | 'assumed' | 'unresolved'
  /** Without what the visitor said of it. */
  byItself: 'assumed' | 'unresolved'
  atMs: number
}

/** What of a chat decides how its next event counts. */
export type ChatState = {
  hasBegun: boolean
  handledByMember: boolean
  asksForPerson: boolean
  /** Since when the visitor has been waiting for a person. */
  waitingSinceMs: number | null
  lastAuthor: 'visitor' | 'ai' | 'member' | null
  ending: Ending | null
  /** What the visitor said of the chat, and when they did so first. */
  rating: { bin: number; atMs: number } | null
}

export const newChatState: ChatState = {
  hasBegun: false,
  handledByMember: false,
  asksForPerson: false,
  waitingSinceMs: null,
  lastAuthor: null,
  ending: null,
  rating: null,
}

/** One more (or, with a count below 0, one less) of something in a quarter of an hour. */
export type Fact = {
  metric: string
  who: string
  /** Begin of the quarter. */
  atMs: number
  sessionId: string
  widgetId: string
  bin: number
  count: number
  amount: number
  seq: number
}

/**
 * Counts one event of a chat. Pure, and the same whenever it runs: what is counted of an event depends on it and on those
 * before it alone.
 * @returns the state after it, and what it adds.
 */
export function countEvent(before: ChatState, event: LoggedEvent): { state: ChatState; facts: Fact[] } {
  const state = { ...before }
  const facts: Fact[] = []
  const add = (metric: string, more: Partial<Pick<Fact, 'who' | 'bin' | 'count' | 'amount' | 'atMs'>> = {}) => {
    const { sessionId, widgetId, seq } = event
    const { atMs = event.atMs, ...rest } = more
    facts.push({
      metric,
      who: '',
      bin: 0,
      count: 1,
      amount: 0,
      sessionId,
      widgetId,
      seq,
      ...rest,
      atMs: quarterOf(atMs),
    })
  }
  if (event.message) countMessage(state, event, event.message, add)
  else countChange(state, event, add)
  return { state, facts }
}

type Add = (metric: string, more?: Partial<Pick<Fact, 'who' | 'bin' | 'count' | 'amount' | 'atMs'>>) => void

const quarterOf = (ms: number) => Math.floor(ms / quarterMs) * quarterMs

function countMessage(
  state: ChatState,
  event: LoggedEvent,
  message: NonNullable<LoggedEvent['message']>,
  add: Add,
): void {
  state.lastAuthor = message.author
  if (message.author === 'visitor') {
    if (!state.hasBegun) add('chats')
    state.hasBegun = true
    add('visitor_messages')
    if (state.handledByMember || state.asksForPerson) state.waitingSinceMs ??= event.atMs
  } else if (message.author === 'member') {
    add('member_messages')
    add('member_replies', { who: message.authorId ?? '' })
    if (state.waitingSinceMs === null) return
    const waitedMs = Math.max(0, event.atMs - state.waitingSinceMs)
    add('member_times', { bin: binOf(waitedMs) })
    add('member_waits', { who: message.authorId ?? '', amount: waitedMs })
    state.waitingSinceMs = null
  } else {
    add('ai_messages')
    if (message.answer) countAnswer(event, message.answer, add)
  }
}

function countAnswer(event: LoggedEvent, answer: Answered, add: Add): void {
  for (const hop of answer.hops) {
    const who = hop.providerId ?? hop.responder
    if (hop.outcome === 'failed') add('provider_failures', { who })
    if (hop.outcome === 'answered') {
      const amount = answer.costMicroUsd ?? 0
      add('provider_answers', { who, bin: binOf(hop.firstDeltaMs ?? 0), amount })
    }
  }
  // Asked anew, it is no new question; and nobody waited for the second answer since the question.
  if (answer.generation !== 1 || answer.askedAtMs === null) return
  if (answer.status === 'done') add('ai_times', { bin: binOf(Math.max(0, event.atMs - answer.askedAtMs)) })
  if (answer.group === null || answer.responder === 'rule' || !['done', 'failed'].includes(answer.status)) return
  const asked = { atMs: answer.askedAtMs }
  add('questions', asked)
  add('question', { ...asked, who: answer.group })
  if (!answer.offersPerson && answer.status === 'done') return
  add('unanswered_questions', asked)
  add('unanswered', { ...asked, who: answer.group })
}

function countChange(state: ChatState, event: LoggedEvent, add: Add): void {
  const { data, atMs } = event
  switch (event.type) {
    case 'chat.person_requested':
      add('person_requests')
      state.asksForPerson = true
      state.waitingSinceMs ??= atMs
      break
    case 'chat.taken_over':
      add('member_chats', { who: data.memberId ?? '' })
      state.handledByMember = true
      state.asksForPerson = false
      break
    case 'chat.handed_back':
      state.handledByMember = false
      state.asksForPerson = (data.personRequestedAt ?? null) !== null
      state.waitingSinceMs = state.asksForPerson ? atMs : null
      break
    case 'chat.closed':
    case 'chat.reset':
      if (state.hasBegun) end(state, isWaiting(state) ? 'unresolved' : 'assumed', atMs, add)
      state.waitingSinceMs = null
      state.asksForPerson = false
      break
    case 'chat.reopened':
      reopen(state, atMs, add)
      state.handledByMember = data.handledBy === 'member'
      break
    case 'chat.rated':
      rate(state, data.rating ?? 0, atMs, add)
      break
  }
}

/** Nobody has said anything to what the visitor said last, or the person they asked for has not come. */
const isWaiting = (state: ChatState) => state.waitingSinceMs !== null || state.lastAuthor === 'visitor'

function end(state: ChatState, byItself: Ending['byItself'], atMs: number, add: Add): void {
  add(byItself, { atMs })
  state.ending = { kind: byItself, byItself, atMs }
}

/** Counts once for each chat, where it was given first. Good or bad, it also says how the chat ended. */
function rate(state: ChatState, bin: number, atMs: number, add: Add): void {
  const before = state.rating
  if (before?.bin !== bin) {
    if (before) add('ratings', { ...before, count: -1 })
    state.rating = { bin, atMs: before?.atMs ?? atMs }
    add('ratings', state.rating)
  }
  const { ending } = state
  if (!ending) return
  const kind = bin === 3 ? 'confirmed' : bin === 1 ? 'unresolved' : ending.byItself
  if (kind === ending.kind) return
  add(ending.kind, { atMs: ending.atMs, count: -1 })
  add(kind, { atMs: ending.atMs })
  state.ending = { ...ending, kind }
}

function reopen(state: ChatState, atMs: number, add: Add): void {
  const { ending } = state
  state.ending = null
  if (!ending || atMs - ending.atMs > reopenWithinMs) return
  add(ending.kind, { atMs: ending.atMs, count: -1 })
  add('reopened', { atMs: ending.atMs })
}
