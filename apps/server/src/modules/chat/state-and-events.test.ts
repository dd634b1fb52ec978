import { randomUUID } from 'node:crypto'
import { readEventStream } from '@minichat/client'
import {
  type ChatChange,
  type DurableEvent,
  durableEventSchema,
  type InboxEvent,
  type Marks,
  type Message,
  type VisitorSession,
} from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SigningKey, signIdentity } from '../../testing/identity-token.ts'
import { type Person, startTestApp, type TestApp, type TestVisitor } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
let key: SigningKey

beforeAll(async () => {
  server = await startTestApp({ ADDRESS_MESSAGES_PER_MINUTE: '1000' })
  owner = await server.given.owner()
  const { data } = await owner.client.request('POST /api/v1/identity-keys')
  key = { keyId: data.key.id, secret: data.secret }
})
afterAll(() => server.stop())

type Given = { visitor: TestVisitor; sub: string; question: Message; params: { chatId: string } }
type Cause = (given: Given) => Promise<unknown>

const takeOver: Cause = ({ params }) => owner.client.request('POST /api/v1/chats/:chatId/take-over', { params })
const close: Cause = ({ params }) => owner.client.request('POST /api/v1/chats/:chatId/close', { params })

/** How each event comes about: first what must be so, then the action itself. A type without a case does not compile. */
const causes: Record<DurableEvent['type'], { before?: Cause; act: Cause }> = {
  'message.created': { act: async ({ visitor }) => visitor.answerAfter((await visitor.say('One more')).seq) },
  'message.edited': {
    // The question, and the answer that another one replaces.
    act: async ({ visitor, question }) => {
      await visitor.act('edit', { messageId: question.id, text: 'Hello there', answerAgain: true })
      await visitor.answerAfter(question.seq + 2)
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

  const events = await eventsAfter(visitor, memberBefore.chat.lastSeq)
  expect(events.map((event) => event.type)).toContain(type)
  expect(events.map((event) => event.seq)).toEqual(events.map((_, at) => memberBefore.chat.lastSeq + at + 1))
  expect(parts(events.reduce(apply, stateOfVisitor(visitorBefore)))).toEqual(parts(stateOfVisitor(visitorAfter)))
  expect(parts(events.reduce(apply, stateOfMember(memberBefore)))).toEqual(parts(stateOfMember(memberAfter)))

  const feed = await feedAfter(head.cursor, memberBefore.chat, events.length)
  expect(feed.map((entry) => entry.event)).toEqual(events)
  expect(feed.at(-1)?.chat).toEqual(memberAfter.chat)
})

const fetchAsMember = async (chatId: string) =>
  (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data
type MemberView = Awaited<ReturnType<typeof fetchAsMember>>

async function eventsAfter(visitor: TestVisitor, seq: number): Promise<DurableEvent[]> {
  const events: DurableEvent[] = []
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

/** All that events change, for either side; what a side is not shown is null. */
type State = {
  status: string
  handledBy: string
  memberName: string | null
  epoch: number
  personRequestedAt: string | null
  lastSeq: number
  marks: Marks
  rating: number | null
  messages: Message[]
  changes: ChatChange[]
  ofMember:
    | (Pick<MemberView, 'visitor' | 'tracked'> & {
        shownVisitor: MemberView['chat']['visitor']
        unreadCount: number
        lastMessage: MemberView['chat']['lastMessage']
      })
    | null
}

const stateOfMember = ({ chat, messages, changes, visitor, tracked }: MemberView): State => ({
  ...chat,
  messages,
  changes,
  ofMember: {
    visitor,
    tracked,
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
function apply(before: State, event: DurableEvent): State {
  const state = withEvent({ ...before, lastSeq: event.seq }, event)
  if (!state.ofMember) return state
  const { messages, marks } = state
  const last = messages.at(-1)
  return {
    ...state,
    ofMember: {
      ...ofMemberWith(state.ofMember, event),
      unreadCount: messages.filter(
        ({ seq, author, state: is }) => seq > marks.memberReadSeq && author.kind === 'visitor' && is !== 'removed',
      ).length,
      lastMessage: last
        ? { authorKind: last.author.kind, excerpt: last.text.slice(0, 160), createdAt: last.createdAt }
        : null,
    },
  }
}

function withEvent(state: State, event: DurableEvent): State {
  if (event.type === 'message.created') return { ...state, messages: [...state.messages, event.message] }
  if (event.type === 'message.edited' || event.type === 'message.removed') {
    const messages = state.messages.map((one) => (one.id === event.message.id ? event.message : one))
    return { ...state, messages }
  }
  if (event.type === 'chat.marked') return { ...state, marks: event.marks }
  if (event.type === 'chat.rated') return { ...state, rating: event.rating }
  if (event.type === 'visitor.updated' || event.type === 'visitor.tracked') return state
  const messages =
    event.type === 'chat.erased'
      ? state.messages.map((one) => ({ ...one, text: '', state: 'removed' as const, citations: [] }))
      : state.messages
  const rating = event.type === 'chat.erased' ? null : state.rating
  return { ...state, ...event.state, rating, messages, changes: [...state.changes, event] }
}

function ofMemberWith(view: NonNullable<State['ofMember']>, event: DurableEvent): NonNullable<State['ofMember']> {
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
    visitor: { id, name: null, email: null, phone: null, attributes: {}, verified: null },
    shownVisitor: { id, name: null, email: null, isVerified: false },
  }
}
