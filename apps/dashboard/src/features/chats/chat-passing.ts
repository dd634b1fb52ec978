import type { ChatSummary, Message, PassingEvent, Reader, RunningAnswer } from '@minichat/contracts'

export type Typist = {
  who: 'visitor' | 'member'
  memberId: string | null
  name: string | null
  /** In ms since 1970; told again before while it goes on. */
  until: number
}

export type Looker = { memberId: string; name: string; until: number }

/** What passes by in the open chat and is stored nowhere. */
export type PassingState = {
  /** `note`: what visitors read while somebody elsewhere works on it. */
  answer: (RunningAnswer & { note?: string }) | null
  /** The answer that ended last: what still arrives of it is dropped. */
  endedAnswerId: string | null
  typing: Typist[]
  /** Other members who have the chat on screen. */
  lookers: Looker[]
  /** How far other members have read, as it was told since the chat was opened. */
  readers: Reader[]
  /** null: nobody has said so yet. */
  visitorOnline: boolean | null
  /** Something was missed: fetch the chat again. */
  hasGap: boolean
}

const typingMs = 6000
const lookingMs = 25_000

export const quiet: PassingState = {
  answer: null,
  endedAnswerId: null,
  typing: [],
  lookers: [],
  readers: [],
  visitorOnline: null,
  hasGap: false,
}

export const withoutAnswer = <V extends PassingState>(view: V): V => ({
  ...view,
  answer: null,
  endedAnswerId: view.answer?.answerId ?? view.endedAnswerId,
})

/** Nobody is heard from this chat while it is not on screen. */
export const withoutPresence = <V extends PassingState>(view: V): V => ({
  ...view,
  typing: [],
  lookers: [],
  visitorOnline: null,
})

/** Who has sent what they wrote is not writing any more. */
export const withoutTyping = <V extends PassingState>(view: V, author: Message['author']): V =>
  view.typing.length === 0
    ? view
    : { ...view, typing: view.typing.filter(({ who, memberId }) => who !== author.kind || memberId !== author.id) }

/** Every type has its case: a new one in the contract does not compile. */
export function applyPassing<V extends PassingState & { chat: ChatSummary }>(
  view: V,
  event: PassingEvent,
  nowMs = Date.now(),
): V {
  switch (event.type) {
    case 'answer.snapshot': {
      const { answerId, attempt, epoch, text } = event
      return isStale(view, event) ? view : { ...view, answer: { answerId, attempt, epoch, text } }
    }
    case 'answer.delta':
      return isStale(view, event) ? view : withDelta(view, event)
    case 'answer.waiting': {
      const { answerId, attempt, epoch, text: note } = event
      const text = view.answer?.answerId === answerId && view.answer.attempt === attempt ? view.answer.text : ''
      return isStale(view, event) ? view : { ...view, answer: { answerId, attempt, epoch, text, note } }
    }
    case 'answer.ended':
      return view.answer?.answerId === event.answerId ? withoutAnswer(view) : { ...view, endedAnswerId: event.answerId }
    case 'typing': {
      const { who, memberId, name } = event
      const others = view.typing.filter((one) => one.who !== who || one.memberId !== memberId)
      return { ...view, typing: [...others, { who, memberId, name, until: nowMs + typingMs }] }
    }
    case 'looking': {
      const { memberId, name, isHere } = event
      const others = view.lookers.filter((one) => one.memberId !== memberId)
      return { ...view, lookers: isHere ? [...others, { memberId, name, until: nowMs + lookingMs }] : others }
    }
    case 'seen': {
      const { memberId, name, readSeq } = event
      const others = view.readers.filter((one) => one.memberId !== memberId)
      return { ...view, readers: [...others, { memberId, name, readSeq }] }
    }
    // Of the visitor's place in the line: the inbox shows who waits, and since when.
    case 'queue':
    // Fetched apart.
    case 'whereabouts':
      return view
    case 'presence':
      return event.who === 'visitor' ? { ...view, visitorOnline: event.online } : view
  }
}

/** Of an answer that is over, of a chat that changed hands since, or of an attempt that was given up. */
function isStale({ endedAnswerId, chat, answer }: PassingState & { chat: ChatSummary }, event: RunningPart): boolean {
  if (event.answerId === endedAnswerId || event.epoch < chat.epoch) return true
  return answer?.answerId === event.answerId && event.attempt < answer.attempt
}

type RunningPart = Pick<RunningAnswer, 'answerId' | 'attempt' | 'epoch'>

function withDelta<V extends PassingState>(view: V, event: Extract<PassingEvent, { type: 'answer.delta' }>): V {
  const { answerId, attempt, epoch, offset, text } = event
  const isSame = view.answer?.answerId === answerId && view.answer.attempt === attempt
  const before = isSame ? (view.answer?.text ?? '') : ''
  if (offset > before.length) return { ...view, hasGap: true }
  const whole = before.slice(0, offset) + text + before.slice(offset + text.length)
  return { ...view, answer: { answerId, attempt, epoch, text: whole } }
}

/** @returns who is writing besides the reader, and when that changes if nothing more is told; null: not by itself. */
export function typistsAt(typing: readonly Typist[], ownId: string, nowMs: number) {
  const now = typing.filter(({ memberId, until }) => until > nowMs && memberId !== ownId)
  return { typists: now, until: now.length > 0 ? Math.min(...now.map(({ until }) => until)) : null }
}
