import type { ChatEvent, Message, PassingEvent, VisitorProfile, VisitorSession } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  newClientMessageId,
  type Person,
  startTestApp,
  startVisitor,
  type TestApp,
  type TestVisitor,
} from '../../testing/test-app.ts'

let server: TestApp
let owner: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const getChat = async (chatId: string) =>
  (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data

/** The first event on a visitor's stream that is wanted. @param cause runs once the stream is there. */
async function seen<T extends ChatEvent['type']>(
  visitor: TestVisitor,
  type: T,
  cause: () => Promise<unknown>,
): Promise<Extract<ChatEvent, { type: T }>> {
  for await (const event of visitor.stream(0, AbortSignal.timeout(20_000))) {
    if (event.type === 'ready') await cause()
    if (event.type === type) return event as Extract<ChatEvent, { type: T }>
  }
  throw new Error('The stream ended.')
}

test('marks move forward only, to what there is, and are told', async () => {
  const visitor = await server.given.visitor(owner)
  expect((await visitor.call('marks', { readSeq: 1 })).code).toBe('NOT_FOUND')
  const { seq } = await visitor.say('Hello')
  const answer = await visitor.answerAfter(seq)
  const event = await seen(visitor, 'chat.marked', () =>
    visitor.call('marks', { deliveredSeq: answer.seq, readSeq: 1 }),
  )
  const marks = { visitorDeliveredSeq: 2, visitorReadSeq: 1, memberDeliveredSeq: 0, memberReadSeq: 0 }
  expect(event.marks).toEqual(marks)
  expect((await visitor.call('marks', { deliveredSeq: 1 })).data).toEqual(marks)
  expect((await visitor.call('marks', { readSeq: 999 })).data).toMatchObject({
    visitorReadSeq: 3,
    visitorDeliveredSeq: 3,
  })
  expect((await visitor.resume()).chat?.lastSeq).toBe(4)
})

test('what arrives on a member’s screen is told for several chats at once, and only visitors’ messages count', async () => {
  const visitors = await Promise.all([server.given.visitor(owner), server.given.visitor(owner)])
  const said = await Promise.all(visitors.map((visitor) => visitor.say('Hello')))
  const answers = await Promise.all(visitors.map((visitor) => visitor.answerAfter(1)))
  const chats = said.map(({ chatId }, at) => ({ chatId, seq: answers[at]?.seq ?? 0 }))
  const strange = { chatId: '0199c0de-7000-7000-8000-000000000001', seq: 4 }
  const deliver = () => owner.client.request('POST /api/v1/inbox/delivered', { body: { chats: [...chats, strange] } })
  await deliver()
  const read = async () => (await Promise.all(said.map(({ chatId }) => getChat(chatId)))).map(({ chat }) => chat)
  const after = await read()
  expect(after.map(({ marks }) => marks.memberDeliveredSeq)).toEqual([1, 1])
  await deliver()
  expect((await read()).map(({ lastSeq }) => lastSeq)).toEqual(after.map(({ lastSeq }) => lastSeq))
})

test('who is writing passes by: the visitor to members, a member to the visitor', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  await visitor.answerAfter(1)
  const params = { chatId }
  const ofMember = await seen(visitor, 'typing', () =>
    owner.client.request('POST /api/v1/chats/:chatId/typing', { params }),
  )
  expect(ofMember).toEqual({ type: 'typing', who: 'member', memberId: owner.me.user.id, name: 'Mali' })
  const events: PassingEvent[] = []
  const unsubscribe = server.hub.subscribe(`chat:${owner.workspaceId}:${chatId}`, (live) => {
    if (live) events.push(live.event as PassingEvent)
  })
  expect((await visitor.call('typing')).data).toEqual({})
  unsubscribe()
  expect(events).toEqual([{ type: 'typing', who: 'visitor', memberId: null, name: null }])
  const elsewhere = { chatId: '0199c0de-7000-7000-8000-000000000001' }
  await expect(owner.client.request('POST /api/v1/chats/:chatId/typing', { params: elsewhere })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await visitor.resume()).chat?.lastSeq).toBe(2)
})

test('after a reset the old chat is closed and in the inbox, and a new one begins for the same visitor', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  await visitor.answerAfter(1)
  const { data: session } = await visitor.call<VisitorSession>('reset')
  expect(session).toMatchObject({ chat: null, messages: [], changes: [], answer: null })
  const { chat, changes } = await getChat(chatId)
  expect(chat.status).toBe('closed')
  expect(changes.map(({ type }) => type)).toEqual(['chat.reset'])
  await expect(visitor.say('Still there?')).rejects.toThrow('SESSION_CLOSED')
  const again = await visitor.post('messages', {
    token: session.token,
    clientMessageId: newClientMessageId(),
    text: 'Hello again',
  })
  const { data: message } = (await again.json()) as { data: Message }
  expect(message.chatId).not.toBe(chatId)
  expect((await getChat(message.chatId)).chat.visitor.id).toBe(chat.visitor.id)
  expect((await visitor.call('reset')).status).toBe(200)
  expect((await (await server.given.visitor(owner)).call('reset')).status).toBe(200)
})

test('a profile is kept once there is a chat, merged, shown to members, and told only when it changes', async () => {
  const visitor = await server.given.visitor(owner)
  const profile = { name: 'Somchai', email: 'som@example.com', attributes: { plan: 'pro', seats: 3 } }
  expect((await visitor.call('profile', profile)).code).toBe('NOT_FOUND')
  const { chatId } = await visitor.say('Hello')
  await visitor.answerAfter(1)
  const { data } = await visitor.call<VisitorProfile>('profile', { ...profile, locale: 'th' })
  expect(data).toMatchObject({ ...profile, phone: null })
  const shown = await getChat(chatId)
  expect(shown.visitor).toEqual(data)
  expect(shown.chat).toMatchObject({ locale: 'th', visitor: { name: 'Somchai', email: 'som@example.com' }, lastSeq: 3 })
  await visitor.call('profile', { name: 'Somchai', locale: 'th', attributes: { plan: 'pro' } })
  expect((await getChat(chatId)).chat.lastSeq).toBe(3)
  const { data: less } = await visitor.call<VisitorProfile>('profile', {
    email: '',
    phone: '081 234 5678',
    attributes: { seats: null, vip: true },
  })
  expect(less).toMatchObject({
    name: 'Somchai',
    email: null,
    phone: '081 234 5678',
    attributes: { plan: 'pro', vip: true },
  })
  const many = Object.fromEntries(Array.from({ length: 19 }, (_, at) => [`more${at}`, at]))
  expect((await visitor.call('profile', { attributes: many })).code).toBe('VALIDATION_ERROR')
  expect((await visitor.call('profile', { email: 'no address' })).code).toBe('VALIDATION_ERROR')
  expect((await getChat(chatId)).visitor).toEqual(less)
})

test('what the page tracks is shown beside the chat, up to a limit, and not after its end', async () => {
  const visitor = await server.given.visitor(owner)
  const track = (name: string) => visitor.call('track', { name, properties: { total: 1250 } })
  expect((await track('cart')).code).toBe('NOT_FOUND')
  const { chatId } = await visitor.say('Hello')
  await visitor.answerAfter(1)
  await track('cart')
  expect((await getChat(chatId)).tracked).toEqual([
    { type: 'visitor.tracked', seq: 3, at: expect.any(String), name: 'cart', properties: { total: 1250 } },
  ])
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('update chat_sessions set tracked_count = 199 where id = $1', [chatId]),
  )
  expect((await track('one more')).status).toBe(200)
  expect((await track('too many')).status).toBe(200)
  expect((await getChat(chatId)).tracked.map(({ name }) => name)).toEqual(['cart', 'one more'])
  const other = await server.given.visitor(owner)
  const closed = await other.say('Hello')
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params: { chatId: closed.chatId } })
  expect((await other.call('track', { name: 'late' })).status).toBe(200)
  expect((await getChat(closed.chatId)).tracked).toEqual([])
})

test('a token of another widget, or none, is refused by each of these', async () => {
  const visitor = await server.given.visitor(owner)
  await visitor.say('Hello')
  const bodies = {
    edit: { messageId: '0199c0de-7000-7000-8000-000000000001', text: 'x' },
    remove: { messageId: '0199c0de-7000-7000-8000-000000000001' },
    marks: {},
    typing: {},
    stop: {},
    regenerate: { messageId: '0199c0de-7000-7000-8000-000000000001' },
    reset: {},
    profile: {},
    track: { name: 'x' },
    whereabouts: { pageUrl: 'https://shop.example.com/' },
    export: {},
    erase: {},
  }
  const forged = `${visitor.token.slice(0, -4)}aaaa`
  for (const [path, body] of Object.entries(bodies)) {
    expect([path, (await visitor.call(path, { ...body, token: forged })).code]).toEqual([path, 'INVALID_VISITOR_TOKEN'])
    const nobody = await startVisitor(server.url, visitor.widgetKey)
    expect([path, (await nobody.call(path, { ...body, token: undefined })).code]).toEqual([path, 'VALIDATION_ERROR'])
  }
  expect((await visitor.resume()).messages[0]?.text).toBe('Hello')
})

test('half a character is stored as its sign, and what everybody is told is what is kept', async () => {
  const visitor = await server.given.visitor(owner)
  const half = 'cut \ud83d'
  const kept = 'cut \ufffd'
  const said = await visitor.say(half)
  expect(said.text).toBe(kept)
  expect((await visitor.resume()).messages[0]?.text).toBe(kept)
  const told = await visitor.call<VisitorProfile>('profile', { name: half, phone: half, attributes: { plan: half } })
  expect(told.data).toMatchObject({ name: kept, phone: kept, attributes: { plan: kept } })
  expect((await visitor.call('track', { name: 'seen', properties: { page: half } })).status).toBe(200)
  expect((await getChat(said.chatId)).tracked[0]?.properties).toEqual({ page: kept })
})
