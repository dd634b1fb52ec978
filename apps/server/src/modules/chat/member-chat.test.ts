import { readEventStream } from '@minichat/client'
import type { ChatSummary, DurableEvent, InboxEvent } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { chatTopic } from './topics.ts'

let server: TestApp
let owner: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

async function* inbox(query: { cursor?: string; chatId?: string } = {}, signal = AbortSignal.timeout(20_000)) {
  yield* readEventStream<InboxEvent>(await owner.client.stream('GET /api/v1/inbox/stream', { query, signal }))
}

test('a chat appears in the inbox live, with the visitor’s message and the answer', async () => {
  const seen: InboxEvent[] = []
  let started = false
  for await (const event of inbox()) {
    seen.push(event)
    if (event.type === 'ready' && !started) {
      started = true
      const visitor = await server.given.visitor(owner)
      await visitor.say('Do you have a green teapot?')
    }
    const texts = seen.flatMap((one) =>
      one.type === 'feed' && one.event.type === 'message.created' ? [one.event.message.author.kind] : [],
    )
    if (texts.includes('visitor') && texts.includes('ai')) break
  }
  const { data } = await owner.client.request('GET /api/v1/chats')
  const last = seen.findLast((event) => event.type === 'feed')
  expect(data[0]).toEqual(last?.type === 'feed' ? last.chat : null)
  expect(data[0]?.unreadCount).toBe(1)
})

test('the feed goes on from a cursor without a gap, by stream and by long polling alike', async () => {
  const visitor = await server.given.visitor(owner)
  const { data: head } = await owner.client.request('GET /api/v1/inbox/events')
  const { chatId } = await visitor.say('First of two')
  const { data: polled } = await owner.client.request('GET /api/v1/inbox/events', {
    query: { cursor: head.cursor, waitMs: 5000 },
  })
  expect(polled.events.length).toBeGreaterThan(0)
  await visitor.answerAfter(1)
  const events: DurableEvent[] = []
  for await (const event of inbox({ cursor: head.cursor })) {
    if (event.type === 'feed' && event.chat.id === chatId) events.push(event.event)
    // What an older transaction elsewhere holds back follows `ready`.
    if (events.length === 2) break
  }
  expect(events.map((event) => event.seq)).toEqual([1, 2])
})

test('taking over silences the AI, keeps who answers in view, and handing back lets it answer again', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  await visitor.answerAfter(1)
  const params = { chatId }
  const { data: taken } = await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params })
  expect(taken).toMatchObject({ handledBy: 'member', memberName: 'Mali', epoch: 1 })
  await visitor.say('Are you a person?')
  await owner.client.request('POST /api/v1/chats/:chatId/messages', {
    params,
    body: { clientMessageId: newClientMessageId(), text: 'Yes, I am Mali.' },
  })
  const { data: back } = await owner.client.request('POST /api/v1/chats/:chatId/hand-back', { params })
  expect(back).toMatchObject({ handledBy: 'ai', memberName: null, epoch: 2 })
  const question = await visitor.say('Thank you! Hello AI')
  await visitor.answerAfter(question.seq)
  const { messages, chat } = await visitor.resume()
  expect(messages.map((message) => message.author.kind)).toEqual([
    'visitor',
    'ai',
    'visitor',
    'member',
    'visitor',
    'ai',
  ])
  expect(messages[3]?.author.name).toBe('Mali')
  expect(chat).toMatchObject({ handledBy: 'ai', epoch: 2 })
})

test('a reply takes the chat over by itself and is stored once', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  const body = { clientMessageId: newClientMessageId(), text: 'Good morning!' }
  const reply = () => owner.client.request('POST /api/v1/chats/:chatId/messages', { params: { chatId }, body })
  const [one, two] = await Promise.all([reply(), reply()])
  expect(one.data).toEqual(two.data)
  expect((await visitor.resume()).chat?.handledBy).toBe('member')
})

test('asking for a person shows in the inbox until somebody takes over', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  await visitor.post('person', { token: visitor.token })
  await visitor.post('person', { token: visitor.token })
  const read = async (): Promise<ChatSummary> =>
    (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data.chat
  expect((await read()).personRequestedAt).not.toBeNull()
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  expect((await read()).personRequestedAt).toBeNull()
})

test('signing out ends the open stream at once', async () => {
  const again = await server.given.signIn(owner.email)
  const response = await again.client.stream('GET /api/v1/inbox/stream', { signal: AbortSignal.timeout(10_000) })
  const events: string[] = []
  const reading = (async () => {
    for await (const event of readEventStream<InboxEvent>(response)) events.push(event.type)
  })()
  await again.client.request('POST /api/v1/auth/logout')
  await reading
  await expect(again.client.request('GET /api/v1/me')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  await expect(owner.client.request('GET /api/v1/me')).resolves.toBeDefined()
})

test('chats page by cursor, the most recently active first', async () => {
  const { data: all } = await owner.client.request('GET /api/v1/chats', { query: { limit: 200 } })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { data, metadata } = await owner.client.request('GET /api/v1/chats', { query: { limit: 2, cursor } })
    seen.push(...data.map((chat) => chat.id))
    cursor = metadata.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual(all.map((chat) => chat.id))
})

test('the answer in the chat on screen is shown while it is written, however the id is spelt', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  await visitor.answerAfter(1)
  for (const spelling of [chatId, chatId.toUpperCase()]) {
    const passing: string[] = []
    for await (const event of inbox({ chatId: spelling })) {
      if (event.type === 'ready') await visitor.say('When are you open?')
      if (event.type === 'passing') passing.push(event.event.type)
      if (passing.includes('answer.ended')) break
    }
    expect(passing).toContain('answer.delta')
  }
})

test('pieces of an answer that another server shows after a takeover reach neither side', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  await visitor.answerAfter(1)
  const topic = chatTopic(owner.workspaceId, chatId)
  const late = { type: 'answer.delta', answerId: chatId, attempt: 1, epoch: 0, offset: 0, text: 'One more thing.' }
  const takeOver = () => owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  const typing = (who: string) =>
    server.hub.publish(topic, { type: 'typing', who, memberId: null, name: null } as never)

  const seen: string[] = []
  for await (const event of visitor.stream(0, AbortSignal.timeout(20_000))) {
    seen.push(event.type)
    if (event.type === 'ready') await takeOver()
    if (event.type === 'chat.taken_over') {
      server.hub.publish(topic, late)
      typing('member')
    }
    if (event.type === 'typing') break
  }
  expect(seen).toContain('chat.taken_over')
  expect(seen.filter((type) => type.startsWith('answer.'))).toEqual([])

  await owner.client.request('POST /api/v1/chats/:chatId/hand-back', { params: { chatId } })
  const shown: string[] = []
  for await (const event of inbox({ chatId })) {
    if (event.type === 'ready') await takeOver()
    if (event.type === 'feed' && event.event.type === 'chat.taken_over') {
      server.hub.publish(topic, late)
      typing('visitor')
    }
    if (event.type === 'passing') shown.push(event.event.type)
    if (shown.includes('typing')) break
  }
  expect(shown.filter((type) => type.startsWith('answer.'))).toEqual([])
})

test('an answer of a chat that another server handed back follows the hand-back, even when it is heard of first', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  await visitor.answerAfter(1)
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  const state = { status: 'open', handledBy: 'ai', memberId: null, epoch: 2, personRequestedAt: null }
  const handBackUnheard = () =>
    server.db.transaction(owner.workspaceId, async (tx) => {
      const place = [owner.workspaceId, chatId]
      await tx.query(
        `update chat_sessions set handled_by = 'ai', member_id = null, epoch = 2 where workspace_id = $1 and id = $2`,
        place,
      )
      await tx.query(`select add_chat_event($1, $2, 'chat.handed_back', $3)`, [...place, state])
    })
  const seen: string[] = []
  for await (const event of visitor.stream(2, AbortSignal.timeout(20_000))) {
    seen.push(event.type)
    if (event.type === 'ready') {
      await handBackUnheard()
      const piece = { type: 'answer.delta', answerId: chatId, attempt: 1, epoch: 2, offset: 0, text: 'At ten.' }
      server.hub.publish(chatTopic(owner.workspaceId, chatId), piece)
    }
    if (event.type === 'answer.snapshot') break
  }
  expect(seen.slice(-2)).toEqual(['chat.handed_back', 'answer.snapshot'])
})
