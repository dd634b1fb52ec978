import type { ChatChange, ChatEvent, ChatState, Message, VisitorSession } from '@minichat/contracts'
import { describe, expect, test } from 'vitest'
import { type Action, reduce } from './state.ts'
import { emptyView, type Notice, newMarks, type View } from './view.ts'

const chatId = '0199c0de-7000-7000-8000-000000000001'
const open: ChatState = {
  status: 'open',
  handledBy: 'ai',
  memberId: null,
  memberName: null,
  epoch: 1,
  personRequestedAt: null,
}

const message = (seq: number, kind: Message['author']['kind'] = 'visitor', more: Partial<Message> = {}): Message => ({
  id: `id-${seq}`,
  chatId,
  seq,
  author: { kind, id: null, name: null },
  text: `text ${seq}`,
  clientMessageId: kind === 'visitor' ? `m-${seq}` : null,
  state: 'complete',
  answersSeq: null,
  editedAt: null,
  citations: [],
  offersPerson: false,
  quickReplies: [],
  rating: null,
  ratingReason: null,
  createdAt: `2026-11-22T08:${String(seq).padStart(2, '0')}:00.000Z`,
  ...more,
})

const session = (messages: Message[], more: Partial<VisitorSession> = {}): VisitorSession => ({
  token: 'token',
  verifiedUntil: null,
  memberOnline: false,
  backAt: null,
  chat:
    messages.length > 0
      ? { ...open, id: chatId, lastSeq: messages.at(-1)?.seq ?? 0, marks: newMarks, rating: null }
      : null,
  messages,
  changes: [],
  olderCursor: null,
  answer: null,
  ...more,
})

const created = (made: Message): ChatEvent => ({ type: 'message.created', seq: made.seq, message: made })
const after = (view: View, ...actions: Action[]) => actions.reduce(reduce, view)
const events = (...list: ChatEvent[]): Action[] => list.map((event) => ({ type: 'event', event }))
const resumed = (messages: Message[]) =>
  after(emptyView, { type: 'session', session: session(messages), forget: false })
const change = (kind: Notice['kind'], seq: number, state: Partial<ChatState>): ChatChange => ({
  type: `chat.${kind}`,
  seq,
  state: { ...open, ...state },
})
const byMali: Partial<ChatState> = { handledBy: 'member', memberName: 'Mali', epoch: 2 }

/** What a session that starts after these events gives. */
function fetchedAfter(told: ChatEvent[]): View {
  const messages = told.flatMap((event) => (event.type === 'message.created' ? [event.message] : []))
  const changes = told.filter((event): event is ChatChange => 'state' in event)
  const last = told.at(-1)
  const lastSeq = last && 'seq' in last ? last.seq : 0
  const chat = { ...(changes.at(-1)?.state ?? open), id: chatId, lastSeq, marks: newMarks, rating: null }
  return after(emptyView, { type: 'session', session: session(messages, { chat, changes }), forget: false })
}
const answer = { answerId: 'a', attempt: 1, epoch: 1 }

describe('messages', () => {
  test('an event that was seen is not applied again', () => {
    const view = after(resumed([message(1)]), ...events(created(message(2, 'ai'))))
    expect(reduce(view, { type: 'event', event: created(message(2, 'ai')) })).toBe(view)
    expect(view.messages.map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('an acknowledged message takes the place of the waiting one, whichever tells first', () => {
    const pending = { clientMessageId: 'm-1', text: 'text 1', createdAt: message(1).createdAt, place: 1, problem: null }
    const queued = after(resumed([]), { type: 'queued', pending })
    expect(queued.pending).toHaveLength(1)
    const stored: Action = { type: 'stored', message: message(1) }
    for (const order of [
      [stored, ...events(created(message(1)))],
      [...events(created(message(1))), stored],
    ]) {
      const view = after(queued, ...order)
      expect(view.pending).toEqual([])
      expect(view.messages).toEqual([message(1)])
      expect(view.lastSeq).toBe(1)
    }
  })

  test('an acknowledgement does not move the number: events before it may still come', () => {
    const view = after(resumed([message(1)]), { type: 'stored', message: message(4) })
    expect(view.lastSeq).toBe(1)
    expect(after(view, ...events(created(message(2, 'ai')))).messages.map(({ seq }) => seq)).toEqual([1, 2, 4])
  })

  test('older pages go before what is there', () => {
    const view = after(resumed([message(3)]), { type: 'older', messages: [message(1), message(2)], cursor: null })
    expect(view.messages.map(({ seq }) => seq)).toEqual([1, 2, 3])
  })

  test('a problem is kept with its message until it is tried again', () => {
    const pending = { clientMessageId: 'm-9', text: 'x', createdAt: message(1).createdAt, place: 1, problem: null }
    const failed = after(
      resumed([]),
      { type: 'queued', pending },
      { type: 'unsent', clientMessageId: 'm-9', problem: 'UNREACHABLE' },
    )
    expect(failed.pending[0]?.problem).toBe('UNREACHABLE')
    expect(after(failed, { type: 'retried', clientMessageId: 'm-9' }).pending[0]?.problem).toBeNull()
  })
})

describe('a running answer', () => {
  const begun = after(resumed([message(1)]), ...events({ type: 'answer.snapshot', ...answer, text: 'Hello' }))

  test('grows by deltas', () => {
    expect(after(begun, ...events({ type: 'answer.delta', ...answer, offset: 5, text: ' you' })).answer?.text).toBe(
      'Hello you',
    )
  })

  test('takes only what is new of a delta that overlaps, and nothing of one that leaves a gap', () => {
    expect(after(begun, ...events({ type: 'answer.delta', ...answer, offset: 3, text: 'lo you' })).answer?.text).toBe(
      'Hello you',
    )
    expect(after(begun, ...events({ type: 'answer.delta', ...answer, offset: 0, text: 'He' })).answer?.text).toBe(
      'Hello',
    )
    expect(after(begun, ...events({ type: 'answer.delta', ...answer, offset: 9, text: 'x' }))).toBe(begun)
  })

  test('begins anew with a new attempt; an old attempt says nothing any more', () => {
    const second = after(begun, ...events({ type: 'answer.delta', ...answer, attempt: 2, offset: 0, text: 'Good' }))
    expect(second.answer?.text).toBe('Good')
    expect(after(second, ...events({ type: 'answer.delta', ...answer, offset: 4, text: ' day' }))).toBe(second)
  })

  test('is over when a member takes the chat, and its late words are dropped', () => {
    const taken = after(begun, ...events(change('taken_over', 2, byMali)))
    expect(taken.answer?.ended).toBe(true)
    expect(taken.notices).toEqual([{ kind: 'taken_over', seq: 2, name: 'Mali' }])
    expect(after(taken, ...events({ type: 'answer.delta', ...answer, offset: 5, text: '!' }))).toBe(taken)
    expect(after(taken, ...events({ type: 'answer.snapshot', ...answer, text: 'Hello!' }))).toBe(taken)
  })

  test('stays when it has ended until its message is there', () => {
    const ended = after(begun, ...events({ type: 'answer.ended', answerId: 'a', outcome: 'done' }))
    expect(ended.answer?.text).toBe('Hello')
    expect(after(ended, ...events(created(message(2, 'ai')))).answer).toBeNull()
    expect(after(ended, { type: 'answer-gone', answerId: 'a' }).answer).toBeNull()
    expect(after(begun, { type: 'answer-gone', answerId: 'a' })).toBe(begun)
  })

  test('whose message was faster does not show beside it', () => {
    const stored = after(begun, ...events(created(message(2, 'ai', { text: 'Hello' }))))
    expect(after(stored, ...events({ type: 'answer.snapshot', ...answer, text: 'Hello' }))).toBe(stored)
    const late = after(stored, ...events({ type: 'answer.delta', ...answer, offset: 0, text: 'Hello' }))
    expect(after(late, ...events({ type: 'answer.ended', answerId: 'a', outcome: 'done' })).answer).toBeNull()
  })

  test('is awaited from the stored question to the first word', () => {
    const asked = after(resumed([]), { type: 'stored', message: message(1) })
    expect(asked.awaiting).toBe(true)
    expect(after(asked, ...events({ type: 'answer.delta', ...answer, offset: 0, text: 'H' })).awaiting).toBe(false)
    expect(after(asked, { type: 'awaiting', awaiting: false }).awaiting).toBe(false)
  })
})

describe('a chat that changes hands', () => {
  const personRequestedAt = '2026-11-22T08:01:30.000Z'

  test('one request gives one line, whether its answer or its event tells first', () => {
    const chat = { ...open, id: chatId, lastSeq: 2, marks: newMarks, rating: null, personRequestedAt, backAt: null }
    const both = [{ type: 'chat', chat } as const, ...events(change('person_requested', 2, { personRequestedAt }))]
    for (const order of [both, [...both].reverse()]) {
      const view = after(resumed([message(1)]), ...order)
      expect(view.notices).toEqual([{ kind: 'person_requested', seq: 2, name: null }])
      expect(view.chat.personRequestedAt).toBe(personRequestedAt)
    }
  })

  test('the same session again tells what was told already once, and what was missed', () => {
    const told = [created(message(1)), change('taken_over', 2, byMali)]
    const view = after(fetchedAfter(told.slice(0, 1)), ...events(...told))
    const chat = { ...open, id: chatId, lastSeq: 3, marks: newMarks, rating: null }
    const changes = [change('taken_over', 2, byMali), change('handed_back', 3, { epoch: 3 })]
    const again = after(view, { type: 'session', session: session([message(1)], { chat, changes }), forget: false })
    expect(again.notices.map(({ seq }) => seq)).toEqual([2, 3])
    expect(after(again, ...events(...changes)).notices).toEqual(again.notices)
  })

  test('a new chat keeps the old one in sight, unless the visitor asked for a new one', () => {
    const old = resumed([message(1)])
    const kept = after(old, { type: 'session', session: session([]), forget: false })
    expect(kept.past).toHaveLength(1)
    expect(kept).toMatchObject({ messages: [], lastSeq: 0, chatId: null })
    expect(after(old, { type: 'session', session: session([]), forget: true }).past).toEqual([])
  })

  test('the same chat again loses neither older pages nor its place', () => {
    const view = after(resumed([message(2)]), { type: 'older', messages: [message(1)], cursor: null })
    const again = after(view, { type: 'session', session: session([message(2), message(3)]), forget: false })
    expect(again.messages.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(again.lastSeq).toBe(2)
    expect(again.past).toEqual([])
  })
})

test('where the site has to prove first who the visitor is, nothing of theirs is left to see', () => {
  const shown = reduce(emptyView, { type: 'session', session: session([message(1)]), forget: false })
  const locked = reduce(shown, { type: 'session-failed', locked: true })
  expect(locked).toEqual({ ...emptyView, phase: 'locked' })
  expect(reduce(shown, { type: 'session-failed' }).messages).toHaveLength(1)
})
