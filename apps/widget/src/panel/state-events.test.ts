import type { ChatState, Message, VisitorEvent, VisitorSession } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { reduce } from './state.ts'
import { emptyView, newMarks, type View } from './view.ts'

type Kind = VisitorEvent['type']
/** What the server keeps of a chat, as far as a session shows it. */
type Stored = Pick<VisitorSession, 'messages' | 'changes'> & {
  state: ChatState
  marks: typeof newMarks
  rating: number | null
  lastSeq: number
}

const at = '2026-11-22T08:00:00.000Z'
const none: Stored = {
  messages: [],
  changes: [],
  state: { status: 'open', handledBy: 'ai', memberId: null, memberName: null, epoch: 1, personRequestedAt: null },
  marks: newMarks,
  rating: null,
  lastSeq: 0,
}

/** Numbers by chance, but the same ones in each run. */
function createChance(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}
type Chance = ReturnType<typeof createChance>

const written = (seq: number, chance: Chance): Message => {
  const kind = (['visitor', 'ai', 'member'] as const)[chance(3)] ?? 'ai'
  return {
    id: `id-${seq}`,
    chatId: 'chat',
    seq,
    author: { kind, id: null, name: kind === 'member' ? 'Mali' : null },
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
    createdAt: at,
  }
}

const change = (type: Extract<VisitorEvent, { state: ChatState }>['type'], state: Partial<ChatState>) => {
  return (seq: number, stored: Stored): VisitorEvent => ({
    type,
    seq,
    state: { ...stored.state, epoch: stored.state.epoch + 1, ...state },
  })
}
const touched = (stored: Stored, chance: Chance) => stored.messages[chance(stored.messages.length)]

/** One event of each kind; null where nothing of the kind can happen now. Does not compile while a kind is left out. */
const makers: Record<Kind, (seq: number, stored: Stored, chance: Chance) => VisitorEvent | null> = {
  'chat.internal': (seq) => ({ type: 'chat.internal', seq }),
  'message.created': (seq, _stored, chance) => ({ type: 'message.created', seq, message: written(seq, chance) }),
  'message.edited': (seq, stored, chance) => {
    const message = touched(stored, chance)
    if (!message || message.state === 'removed') return null
    const editedAt = new Date(Date.parse(at) + seq * 1000).toISOString()
    return { type: 'message.edited', seq, message: { ...message, text: `edited ${seq}`, editedAt } }
  },
  'message.removed': (seq, stored, chance) => {
    const message = touched(stored, chance)
    if (!message || message.state === 'removed') return null
    return { type: 'message.removed', seq, message: { ...message, text: '', state: 'removed' } }
  },
  'chat.person_requested': change('chat.person_requested', { personRequestedAt: at }),
  'chat.taken_over': change('chat.taken_over', { handledBy: 'member', memberName: 'Mali' }),
  'chat.handed_back': change('chat.handed_back', {
    handledBy: 'ai',
    memberId: null,
    memberName: null,
    personRequestedAt: null,
  }),
  'chat.closed': change('chat.closed', { status: 'closed' }),
  'chat.reset': change('chat.reset', { status: 'closed' }),
  'chat.reopened': change('chat.reopened', { status: 'open' }),
  'chat.erased': change('chat.erased', { status: 'closed' }),
  'chat.marked': (seq, _stored, chance) => ({
    type: 'chat.marked',
    seq,
    marks: { ...newMarks, memberDeliveredSeq: seq - 1, memberReadSeq: chance(seq) },
  }),
  'chat.rated': (seq, _stored, chance) => ({ type: 'chat.rated', seq, rating: 1 + chance(3) }),
  'visitor.updated': (seq) => ({
    type: 'visitor.updated',
    seq,
    visitor: { id: 'v', name: 'Somchai', email: null, phone: null, attributes: {}, verified: null },
  }),
  'visitor.tracked': (seq) => ({
    type: 'visitor.tracked',
    seq,
    at: '2026-11-22T08:30:00.000Z',
    name: 'opened',
    properties: {},
  }),
}

/** What the server keeps after an event, said in its own way: nothing of the reducers under test. */
function store(stored: Stored, event: VisitorEvent): Stored {
  const next = { ...stored, lastSeq: event.seq }
  if (event.type === 'message.created') next.messages = [...stored.messages, event.message]
  else if ('message' in event) {
    next.messages = stored.messages.map((message) => (message.id === event.message.id ? event.message : message))
  }
  if ('state' in event) {
    next.state = event.state
    next.changes = [...stored.changes, event]
  }
  if (event.type === 'chat.erased') {
    next.rating = null
    next.messages = stored.messages.map((message) => ({ ...message, text: '', state: 'removed' as const }))
  }
  if (event.type === 'chat.marked') next.marks = event.marks
  if (event.type === 'chat.rated') next.rating = event.rating
  return next
}

function fresh({ messages, changes, state, marks, rating, lastSeq }: Stored): View {
  const chat = { ...state, id: 'chat', lastSeq, marks, rating }
  const session = {
    token: 't',
    verifiedUntil: null,
    memberOnline: false,
    backAt: null,
    chat,
    messages,
    changes,
    olderCursor: null,
    answer: null,
  }
  return reduce(emptyView, { type: 'session', session, forget: false })
}

test.each([1, 2, 3, 4, 5])(
  'a session and the events after it equal a fresh session, whenever the old one was (%i)',
  (seed) => {
    const chance = createChance(seed)
    const kinds = Object.keys(makers) as Kind[]
    const told: VisitorEvent[] = []
    const history: Stored[] = [none]
    // Each kind several times; erasing ends a chat.
    while (told.length < 90) {
      const stored = history.at(-1) ?? none
      const kind =
        told.length === 0 ? 'message.created' : told.length === 89 ? 'chat.erased' : kinds[chance(kinds.length)]
      if (!kind || (kind === 'chat.erased' && told.length < 89)) continue
      const event = makers[kind](told.length + 1, stored, chance)
      if (!event) continue
      told.push(event)
      history.push(store(stored, event))
    }
    expect(new Set(told.map(({ type }) => type)).size).toBe(kinds.length)

    for (const last of [89, 90]) {
      const now = fresh(history[last] ?? none)
      for (let from = 1; from <= last; from += 1) {
        // Everything again: what is known already changes nothing.
        const grown = told
          .slice(0, last)
          .reduce<View>((view, event) => reduce(view, { type: 'event', event }), fresh(history[from] ?? none))
        expect({ ...grown, awaiting: false }).toEqual(now)
      }
    }
  },
)

test('what a newer server tells and this panel does not know moves the number and changes nothing else', () => {
  const view = fresh(none)
  const unknown = { type: 'chat.something_new', seq: 1 } as unknown as VisitorEvent
  expect(reduce(view, { type: 'event', event: unknown })).toEqual({ ...view, lastSeq: 1 })
})

test('a member who types shows until their message, and the own typing does not', () => {
  const typing = (who: 'visitor' | 'member') =>
    reduce(fresh(none), { type: 'event', event: { type: 'typing', who, memberId: null, name: 'Mali' } }).typing
  expect(typing('visitor')).toBeNull()
  expect(typing('member')).toEqual({ name: 'Mali' })
})

test('an answer that is waited for says why, and its first words take the place of that', () => {
  const part = { answerId: 'a', attempt: 1, epoch: 1 }
  const waiting = { type: 'answer.waiting', ...part, text: 'Still working on it…' } as const
  const view = reduce(fresh(none), { type: 'event', event: waiting })
  expect(view.answer).toEqual({ ...part, text: '', ended: false, note: waiting.text })
  const delta = { type: 'answer.delta', ...part, offset: 0, text: 'Yes' } as const
  const written = reduce(view, { type: 'event', event: delta })
  expect(written.answer).toEqual({ ...part, text: 'Yes', ended: false })
  expect(reduce(written, { type: 'event', event: waiting }).answer?.text).toBe('Yes')
})
