import { randomUUID } from 'node:crypto'
import { readEventStream } from '@minichat/client'
import {
  type ChatAside,
  type ChatChange,
  type ChatSummary,
  type DurableEvent,
  durableEventSchema,
  type InboxEvent,
  internalEventSchema,
  type Marks,
  type Message,
  type Note,
  type VisitorEvent,
  type VisitorSession,
} from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SigningKey, signIdentity } from '../../testing/identity-token.ts'
import {
  newClientMessageId,
  type Person,
  startTestApp,
  type TestApp,
  type TestVisitor,
} from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let key: SigningKey
let labelId: string
let colleague: Person

beforeAll(async () => {
  server = await startTestApp({ ADDRESS_MESSAGES_PER_MINUTE: '1000' })
  owner = await server.given.owner()
  const { data } = await owner.client.request('POST /api/v1/identity-keys')
  key = { keyId: data.key.id, secret: data.secret }
  colleague = await server.given.colleague(owner, 'member')
  labelId = (await owner.client.request('POST /api/v1/labels', { body: { name: 'Refund', color: 'amber' } })).data.id
})
afterAll(() => server.stop())

type Given = { visitor: TestVisitor; sub: string; question: Message; params: { chatId: string } }
type Cause = (given: Given) => Promise<unknown>

const takeOver: Cause = ({ params }) => owner.client.request('POST /api/v1/chats/:chatId/take-over', { params })
const close: Cause = ({ params }) => owner.client.request('POST /api/v1/chats/:chatId/close', { params })

const assign =
  (memberId: () => string | null): Cause =>
  ({ params }) =>
    owner.client.request('POST /api/v1/chats/:chatId/assign', { params, body: { memberId: memberId() } })
const snooze: Cause = ({ params }) =>
  owner.client.request('POST /api/v1/chats/:chatId/snooze', {
    params,
    body: { until: new Date(Date.now() + 3600_000).toISOString() },
  })
const note: Cause = ({ params }) =>
  owner.client.request('POST /api/v1/chats/:chatId/notes', {
    params,
    body: { clientNoteId: newClientMessageId(), text: 'Look here, @colleague', mentions: [colleague.me.user.id] },
  })

/** How each event comes about: first what must be so, then the action itself. A type without a case does not compile. */
const causes: Record<DurableEvent['type'], { before?: Cause; act: Cause }> = {
  'message.created': { act: async ({ visitor }) => visitor.answerAfter((await visitor.say('One more')).seq) },
  'message.edited': {
    // The question, the answer that another one replaces, and the rating of that one.
    act: async ({ visitor, question }) => {
      await visitor.act('edit', { messageId: question.id, text: 'Hello there', answerAgain: true })
      const { id } = await visitor.answerAfter(question.seq + 2)
      await visitor.act('rate-answer', { messageId: id, rating: 'down', reason: 'wrong' })
    },
  },
  'message.removed': {
    before: takeOver,
    act: async ({ visitor }) => visitor.act('remove', { messageId: (await visitor.say('Not this')).id }),
  },
  'chat.person_requested': { act: ({ visitor }) => visitor.act('person') },
  'chat.taken_over': { act: takeOver },
  'chat.handed_back': {
    before: takeOver,
    act: ({ params }) => owner.client.request('POST /api/v1/chats/:chatId/hand-back', { params }),
  },
  'chat.closed': { act: close },
  'chat.reset': { act: ({ visitor }) => visitor.act('reset') },
  'chat.reopened': {
    before: close,
    act: ({ params }) => owner.client.request('POST /api/v1/chats/:chatId/reopen', { params }),
  },
  'chat.erased': {
    before: async ({ visitor }) => {
      await visitor.act('track', { name: 'cart' })
      await visitor.act('rate', { rating: 1, comment: 'No' })
    },
    act: ({ visitor }) => visitor.act('erase'),
  },
  'chat.marked': {
    act: ({ params }) => owner.client.request('POST /api/v1/chats/:chatId/marks', { params, body: { readSeq: 1 } }),
  },
  'chat.rated': { before: close, act: ({ visitor }) => visitor.act('rate', { rating: 3, comment: 'Kind' }) },
  'visitor.updated': {
    act: ({ visitor }) => visitor.act('profile', { name: 'Somchai', email: 'som@example.com', locale: 'th' }),
  },
  'chat.assigned': { act: assign(() => colleague.me.user.id) },
  'chat.snoozed': { act: snooze },
  'chat.overdue': {
    before: async ({ visitor }) => {
      await owner.client.request('PATCH /api/v1/assignment', { body: { tellMinutes: 1 } })
      await visitor.act('person')
      server.passTime(61_000)
    },
    act: () => server.runJob('assignment.look_after_waits'),
  },
  'chat.labelled': {
    act: ({ params }) =>
      owner.client.request('POST /api/v1/chats/:chatId/labels', { params, body: { labelIds: [labelId] } }),
  },
  'chat.spam_marked': {
    act: ({ params }) => owner.client.request('POST /api/v1/chats/:chatId/spam', { params, body: { isSpam: true } }),
  },
  'visitor.blocked': {
    act: ({ params }) =>
      owner.client.request('POST /api/v1/chats/:chatId/block', { params, body: { isBlocked: true } }),
  },
  'visitor.merged': {
    act: async ({ params }) => {
      const other = await server.given.visitor(owner)
      const { chatId } = await other.say('Me again')
      const visitorId = (await fetchAsMember(chatId)).visitor.id
      await owner.client.request('POST /api/v1/chats/:chatId/same-person', { params, body: { visitorId } })
    },
  },
  'note.created': { act: note },
  'note.removed': {
    before: note,
    act: async ({ params }) => {
      const { data } = await owner.client.request('GET /api/v1/chats/:chatId', { params })
      const noteId = data.notes[0]?.id ?? ''
      await owner.client.request('DELETE /api/v1/chats/:chatId/notes/:noteId', { params: { ...params, noteId } })
    },
  },
  'mention.read': {
    before: note,
    act: ({ params }) =>
      colleague.client.request('POST /api/v1/chats/:chatId/marks', { params, body: { readSeq: 1000 } }),
  },
  'visitor.tracked': { act: ({ visitor }) => visitor.act('track', { name: 'cart', properties: { total: 5 } }) },
}

/** As the site proves them, with what it says of them now. */
const prove = (visitor: TestVisitor, sub: string, claims: object = {}) =>
  visitor.resume({ identity: signIdentity(key, { sub, aud: owner.workspaceId, ...claims }) })

const typesInContract = durableEventSchema.options.map((option) => option.shape.type.value)

test('there is a case for every event of the contract', () => {
  expect(Object.keys(causes).sort()).toEqual([...typesInContract].sort())
})

test.each([
  ...typesInContract.map((type) => ({ type, of: 'an unproven visitor', cause: causes[type] })),
  ...typesInContract.map((type) => ({ type, of: 'a proven visitor', cause: causes[type] })),
  {
    type: 'visitor.updated' as const,
    of: 'a proven visitor by a fresh proof',
    cause: { act: ({ visitor, sub }: Given) => prove(visitor, sub, { name: 'Somchai', attributes: { vip: true } }) },
  },
  {
    type: 'message.created' as const,
    of: 'a visitor who was snoozed, and waits',
    cause: {
      before: async (given: Given) => {
        await takeOver(given)
        await snooze(given)
      },
      act: async ({ visitor }: Given) => {
        await visitor.say('Are you there?')
        await visitor.say('Hello?')
      },
    },
  },
  {
    type: 'message.created' as const,
    of: 'a member whose visitor waited',
    cause: {
      before: async (given: Given) => {
        await given.visitor.act('person')
        await takeOver(given)
        await given.visitor.say('Are you there?')
      },
      act: ({ params }: Given) =>
        owner.client.request('POST /api/v1/chats/:chatId/messages', {
          params,
          body: { clientMessageId: newClientMessageId(), text: 'Yes, I am.' },
        }),
    },
  },
  {
    type: 'chat.taken_over' as const,
    of: 'a member who takes it from another',
    cause: {
      before: ({ params }: Given) => colleague.client.request('POST /api/v1/chats/:chatId/take-over', { params }),
      act: takeOver,
    },
  },
  {
    type: 'chat.assigned' as const,
    of: 'a chat that is nobody’s then',
    cause: { before: takeOver, act: assign(() => null) },
  },
  {
    type: 'chat.snoozed' as const,
    of: 'a chat that is back',
    cause: {
      before: snooze,
      act: ({ params }: Given) =>
        owner.client.request('POST /api/v1/chats/:chatId/snooze', { params, body: { until: null } }),
    },
  },
  {
    type: 'chat.erased' as const,
    of: 'a visitor about whom there is a note',
    cause: { before: note, act: ({ visitor }: Given) => visitor.act('erase') },
  },
])('with $type of $of, an earlier state and the later events equal a fresh fetch', async ({ type, of, cause }) => {
  const visitor = await server.given.visitor(owner)
  const sub = `user-${randomUUID()}`
  if (of.startsWith('a proven')) await prove(visitor, sub, { name: 'Mali', email: 'mali@site.example' })
  const question = await visitor.say('Hello', { pageUrl: 'https://shop.example.com/cart', locale: 'en' })
  await visitor.answerAfter(question.seq)
  const given = { visitor, sub, question, params: { chatId: question.chatId } }
  await cause.before?.(given)

  const [memberBefore, visitorBefore] = [await fetchAsMember(question.chatId), await visitor.resume()]
  const { data: head } = await owner.client.request('GET /api/v1/inbox/events')
  await cause.act(given)
  const [memberAfter, visitorAfter] = [await fetchAsMember(question.chatId), await visitor.resume()]

  const shown = await eventsAfter(visitor, memberBefore.chat.lastSeq)
  expect(shown.map((event) => event.seq)).toEqual(shown.map((_, at) => memberBefore.chat.lastSeq + at + 1))
  expect(parts(shown.reduce(apply, stateOfVisitor(visitorBefore)))).toEqual(parts(stateOfVisitor(visitorAfter)))

  const feed = await feedAfter(head.cursor, memberBefore.chat, shown.length)
  const events = feed.map((entry) => entry.event)
  expect(events.map((event) => event.type)).toContain(type)
  // Of what members do among themselves a visitor has the number alone.
  expect(events.map((event) => (isInternal(event) ? { type: 'chat.internal', seq: event.seq } : event))).toEqual(shown)
  expect(parts(events.reduce(apply, stateOfMember(memberBefore)))).toEqual(parts(stateOfMember(memberAfter)))
  expect(feed.at(-1)?.chat).toEqual(memberAfter.chat)
})

const internalTypes: string[] = internalEventSchema.options.map((option) => option.shape.type.value)
const isInternal = (event: DurableEvent) => internalTypes.includes(event.type)

const fetchAsMember = async (chatId: string) =>
  (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data
type MemberView = Awaited<ReturnType<typeof fetchAsMember>>

async function eventsAfter(visitor: TestVisitor, seq: number): Promise<VisitorEvent[]> {
  const events: VisitorEvent[] = []
  for await (const event of visitor.stream(seq, AbortSignal.timeout(20_000))) {
    if (event.type === 'ready') return events
    if ('seq' in event) events.push(event)
  }
  throw new Error('The stream ended early.')
}

/**
 * The chat's later entries in the workspace's feed. A feed may begin a little earlier, and what an older transaction
 * elsewhere holds back follows `ready`.
 */
async function feedAfter(cursor: string, { id, lastSeq }: MemberView['chat'], count: number) {
  const entries: Extract<InboxEvent, { type: 'feed' }>[] = []
  const query = { cursor }
  const signal = AbortSignal.timeout(20_000)
  for await (const event of readEventStream<InboxEvent>(
    await owner.client.stream('GET /api/v1/inbox/stream', { query, signal }),
  )) {
    if (event.type === 'feed' && event.chat.id === id && event.event.seq > lastSeq) entries.push(event)
    if (entries.length === count) return entries
  }
  throw new Error('The feed ended early.')
}

const summaryParts = ['assignee', 'waitingSince', 'snoozedUntil', 'isSpam', 'labelIds', 'mentions'] as const

/** All that events change, for either side; what a side is not shown is null. */
type State = {
  status: string
  handledBy: string
  memberId: string | null
  memberName: string | null
  epoch: number
  personRequestedAt: string | null
  lastSeq: number
  marks: Marks
  rating: number | null
  messages: Message[]
  changes: ChatChange[]
  ofMember:
    | (Pick<MemberView, 'visitor' | 'tracked' | 'notes' | 'asides' | 'isVisitorBlocked'> & {
        summary: Pick<ChatSummary, (typeof summaryParts)[number]>
        shownVisitor: MemberView['chat']['visitor']
        unreadCount: number
        lastMessage: MemberView['chat']['lastMessage']
      })
    | null
}

const stateOfMember = ({
  chat,
  messages,
  changes,
  visitor,
  tracked,
  notes,
  asides,
  isVisitorBlocked,
}: MemberView): State => ({
  ...chat,
  messages,
  changes,
  ofMember: {
    visitor,
    tracked,
    notes,
    asides,
    isVisitorBlocked,
    summary: Object.fromEntries(summaryParts.map((name) => [name, chat[name]])) as never,
    shownVisitor: chat.visitor,
    unreadCount: chat.unreadCount,
    lastMessage: chat.lastMessage,
  },
})

function stateOfVisitor({ chat, messages, changes }: VisitorSession): State {
  if (!chat) throw new Error('There is no chat.')
  return { ...chat, messages, changes, ofMember: null }
}

/** Without what only the starting fetch knows. */
const compared = [
  'status',
  'handledBy',
  'memberId',
  'memberName',
  'epoch',
  'personRequestedAt',
  'lastSeq',
  'marks',
  'rating',
  'messages',
  'changes',
  'ofMember',
] as const satisfies (keyof State)[]
const parts = (state: State) => Object.fromEntries(compared.map((name) => [name, state[name]]))

/** How a client keeps up, in its plainest form. */
function apply(before: State, event: DurableEvent | VisitorEvent): State {
  const state = withEvent({ ...before, lastSeq: event.seq }, event)
  if (!state.ofMember || event.type === 'chat.internal') return state
  const { messages, marks } = state
  const last = messages.at(-1)
  return {
    ...state,
    ofMember: {
      ...ofMemberWith(state.ofMember, event),
      summary: summaryWith(state, state.ofMember.summary, event),
      unreadCount: messages.filter(
        ({ seq, author, state: is }) => seq > marks.memberReadSeq && author.kind === 'visitor' && is !== 'removed',
      ).length,
      lastMessage: last
        ? { authorKind: last.author.kind, excerpt: last.text.slice(0, 160), createdAt: last.createdAt }
        : null,
    },
  }
}

function withEvent(state: State, event: DurableEvent | VisitorEvent): State {
  if (event.type === 'message.created') return { ...state, messages: [...state.messages, event.message] }
  if (event.type === 'message.edited' || event.type === 'message.removed') {
    const messages = state.messages.map((one) => (one.id === event.message.id ? event.message : one))
    return { ...state, messages }
  }
  if (event.type === 'chat.marked') return { ...state, marks: event.marks }
  if (event.type === 'chat.rated') return { ...state, rating: event.rating }
  if (!('state' in event)) return state
  const messages =
    event.type === 'chat.erased'
      ? state.messages.map((one) => ({ ...one, text: '', state: 'removed' as const, citations: [] }))
      : state.messages
  const rating = event.type === 'chat.erased' ? null : state.rating
  return { ...state, ...event.state, rating, messages, changes: [...state.changes, event] }
}

type Summary = NonNullable<State['ofMember']>['summary']

/** Who is to see to the chat, who waits, and what is out of sight. @param state after the event. */
function summaryWith(state: State, summary: Summary, event: DurableEvent): Summary {
  const { messages } = state
  switch (event.type) {
    case 'chat.assigned':
      return { ...summary, assignee: event.assignee }
    case 'chat.snoozed':
      return { ...summary, snoozedUntil: event.snoozedUntil }
    case 'chat.labelled':
      return { ...summary, labelIds: event.labelIds }
    case 'chat.spam_marked':
      return { ...summary, isSpam: event.isSpam }
    case 'note.created':
      return { ...summary, mentions: event.note.mentions.map((memberId) => ({ memberId, isRead: false })) }
    case 'mention.read':
      return { ...summary, mentions: summary.mentions.map((one) => ({ ...one, isRead: true })) }
    case 'message.created': {
      const { kind } = event.message.author
      if (kind === 'member') return { ...summary, waitingSince: null }
      if (kind === 'ai') return summary
      const waits = state.handledBy === 'member' ? event.message.createdAt : null
      return { ...summary, snoozedUntil: null, waitingSince: summary.waitingSince ?? waits }
    }
    default:
      break
  }
  if (!('state' in event)) return summary
  if (state.status === 'closed') return { ...summary, snoozedUntil: null, waitingSince: null }
  const last = messages.at(-1)
  const since =
    state.handledBy === 'ai' ? state.personRequestedAt : last?.author.kind === 'visitor' ? last.createdAt : null
  const takes = event.type === 'chat.taken_over' || event.type === 'chat.reopened'
  const { memberId, memberName } = event.state
  return {
    ...summary,
    waitingSince: state.handledBy === 'ai' && !since ? null : (summary.waitingSince ?? since),
    assignee:
      takes && memberId && memberName
        ? { id: memberId, name: memberName }
        : event.type === 'chat.handed_back'
          ? null
          : summary.assignee,
  }
}

const asides: string[] = [
  'chat.assigned',
  'chat.snoozed',
  'chat.overdue',
  'chat.labelled',
  'chat.spam_marked',
  'visitor.blocked',
  'visitor.merged',
]
const isAside = (event: DurableEvent): event is ChatAside => asides.includes(event.type)
const emptied = (note: Note): Note => ({ ...note, text: '', mentions: [], isRemoved: true })

function ofMemberWith(view: NonNullable<State['ofMember']>, event: DurableEvent): NonNullable<State['ofMember']> {
  if (isAside(event)) {
    const isVisitorBlocked = event.type === 'visitor.blocked' ? event.isBlocked : view.isVisitorBlocked
    return { ...view, asides: [...view.asides, event], isVisitorBlocked }
  }
  if (event.type === 'note.created') return { ...view, notes: [...view.notes, event.note] }
  if (event.type === 'note.removed') {
    return { ...view, notes: view.notes.map((one) => (one.id === event.note.id ? event.note : one)) }
  }
  if (event.type === 'visitor.tracked') return { ...view, tracked: [...view.tracked, event] }
  if (event.type === 'visitor.updated') {
    const { id, verified } = event.visitor
    const { name, email } = verified ?? event.visitor
    return { ...view, visitor: event.visitor, shownVisitor: { id, name, email, isVerified: verified !== null } }
  }
  if (event.type !== 'chat.erased') return view
  const { id } = view.visitor
  return {
    ...view,
    tracked: [],
    notes: view.notes.map(emptied),
    visitor: { id, name: null, email: null, phone: null, attributes: {}, verified: null },
    shownVisitor: { id, name: null, email: null, isVerified: false },
  }
}
