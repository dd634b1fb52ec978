import { connect } from 'node:net'
import type { ChatEvent, Message } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'We are open every day from 10:00 to 19:00.' },
  })
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'ส่งของกี่วันถึง', answer: 'จัดส่งภายใน 2 ถึง 3 วันทำการทั่วประเทศ' },
  })
})
afterAll(() => server.stop())

const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code
const rowCount = async (table: string) =>
  (await server.db.transaction(owner.workspaceId, (tx) => tx.one<{ n: number }>(`select count(*) as n from ${table}`)))
    .n

test('nothing is stored before the first message', async () => {
  const before = [await rowCount('visitors'), await rowCount('chat_sessions')]
  const visitor = await server.given.visitor(owner)
  expect((await visitor.resume()).chat).toBeNull()
  expect([await rowCount('visitors'), await rowCount('chat_sessions')]).toEqual(before)
  await visitor.say('Hello there')
  expect([await rowCount('visitors'), await rowCount('chat_sessions')]).toEqual(before.map((count) => count + 1))
})

test('a question is acknowledged, answered with a source that holds the quoted words, and there again after a reload', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('what are your opening hours, when are you open?')
  expect(question.seq).toBe(1)
  const answer = await visitor.answerAfter(question.seq)
  expect(answer.text).toContain('10:00')
  expect(answer.citations).toHaveLength(1)
  const [source] = answer.citations
  const page = await fetch(new URL(source?.url ?? '', server.url))
  expect(page.status).toBe(200)
  expect(await page.text()).toContain(source?.quote)
  const reloaded = await visitor.resume()
  expect(reloaded.messages.map((message) => message.id)).toEqual([question.id, answer.id])
  expect(reloaded.answer).toBeNull()
})

test('a Thai question is answered in Thai', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('สั่งแล้วกี่วันของถึงคะ')
  expect((await visitor.answerAfter(question.seq)).text).toContain('2 ถึง 3 วันทำการ')
})

test('a question that nothing answers gets an honest answer and the offer of a person', async () => {
  const visitor = await server.given.visitor(owner)
  const question = await visitor.say('Do you sell submarines on the moon?')
  const answer = await visitor.answerAfter(question.seq)
  expect(answer.offersPerson).toBe(true)
  expect(answer.citations).toEqual([])
})

test('the same client message id is stored once, however often and at once it is sent; another text is refused', async () => {
  const visitor = await server.given.visitor(owner)
  const clientMessageId = newClientMessageId()
  const send = (text: string) => visitor.post('messages', { token: visitor.token, clientMessageId, text })
  const answers = await Promise.all(Array.from({ length: 12 }, () => send('Hello, is anybody there?')))
  expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(201))
  const messages = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { data: Message }).data))
  expect(new Set(messages.map((message) => JSON.stringify(message))).size).toBe(1)
  const other = await send('Something else')
  expect([other.status, await codeOf(other)]).toEqual([409, 'CLIENT_MESSAGE_ID_REUSED'])
  const { messages: stored } = await visitor.resume()
  expect(stored.filter((message) => message.author.kind === 'visitor')).toHaveLength(1)
})

test('the stream tells everything after a number once, in order and without a gap', async () => {
  const visitor = await server.given.visitor(owner)
  for (const text of ['One, hello', 'Two, hello', 'Three, hello']) await visitor.say(text)
  const seen: ChatEvent[] = []
  for await (const event of visitor.stream(1, AbortSignal.timeout(20_000))) {
    seen.push(event)
    const answers = seen.filter((one) => one.type === 'message.created' && one.message.author.kind === 'ai')
    if (answers.length === 3) break
  }
  const numbers = seen.flatMap((event) => ('seq' in event ? [event.seq] : []))
  expect(numbers).toEqual(numbers.map((_, index) => index + 2))
})

test('long polling gives the same events as the stream', async () => {
  const visitor = await server.given.visitor(owner)
  const waiting = visitor.post('poll', { token: visitor.token, after: 0, waitMs: 10_000 })
  const message = await visitor.say('Hello from a slow network')
  const { data } = (await (await waiting).json()) as { data: { events: ChatEvent[] } }
  expect(data.events[0]).toMatchObject({ type: 'message.created', seq: 1, message: { id: message.id } })
  const empty = await visitor.post('poll', { token: visitor.token, after: 1_000_000, waitMs: 0 })
  expect(((await empty.json()) as { data: { events: ChatEvent[] } }).data.events.filter((one) => 'seq' in one)).toEqual(
    [],
  )
})

test('history pages by cursor without overlap', async () => {
  const visitor = await server.given.visitor(owner)
  for (let i = 0; i < 5; i += 1) await visitor.say(`Message number ${i}`)
  const read = async (cursor?: string) =>
    (await (await visitor.post('history', { token: visitor.token, limit: 2, cursor })).json()) as {
      data: Message[]
      metadata: { nextCursor: string | null }
    }
  const seen: number[] = []
  let cursor: string | undefined
  for (let page = 0; page < 10; page += 1) {
    const { data, metadata } = await read(cursor)
    seen.unshift(...data.map((message) => message.seq))
    if (metadata.nextCursor === null) break
    cursor = metadata.nextCursor
  }
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
  expect(seen[0]).toBe(1)
})

test('a wrong key, page, token or text is refused with a code that fits, and says what is wrong', async () => {
  const visitor = await server.given.visitor(owner)
  const { data: widgets } = await owner.client.request('GET /api/v1/widgets')
  const widget = widgets[0]
  const body = { token: visitor.token, clientMessageId: newClientMessageId(), text: 'Hello' }
  const refused = async (change: object) => {
    const response = await visitor.post('messages', { ...body, ...change })
    expect(await response.clone().text()).not.toMatch(/\bat .*\.ts|stack/)
    return [response.status, await codeOf(response)]
  }
  expect(await refused({ token: `${visitor.token}x` })).toEqual([401, 'INVALID_VISITOR_TOKEN'])
  expect(await refused({ text: 'a'.repeat(8001) })).toEqual([400, 'VALIDATION_ERROR'])
  expect(await refused({ text: '   ' })).toEqual([400, 'VALIDATION_ERROR'])
  expect(await refused({ text: 'a\0b' })).toEqual([400, 'VALIDATION_ERROR'])
  expect(await refused({ unknown: true })).toEqual([400, 'VALIDATION_ERROR'])
  expect(await refused({ clientMessageId: 'short' })).toEqual([400, 'VALIDATION_ERROR'])

  const raw = async (text: string, type = 'text/plain') => {
    const response = await fetch(`${visitor.base}/messages`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: text,
    })
    return [response.status, await codeOf(response)]
  }
  expect(await raw('{"token":')).toEqual([400, 'INVALID_JSON'])
  expect(await raw(JSON.stringify({ ...body, text: 'a'.repeat(100_000) }))).toEqual([413, 'BODY_TOO_LARGE'])
  expect(await raw('<a/>', 'application/xml')).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])

  const wrongKey = await fetch(`${server.url}/api/v1/visitor/wk_nonsense/session`, { method: 'POST', body: '{}' })
  expect([wrongKey.status, await codeOf(wrongKey)]).toEqual([404, 'WIDGET_NOT_FOUND'])

  await owner.client.request('PATCH /api/v1/widgets/:widgetId', {
    params: { widgetId: widget?.id ?? '' },
    body: { allowedOrigins: ['https://shop.example.com', 'https://*.mali.example'] },
  })
  const from = async (origin: string) => {
    const response = await fetch(`${visitor.base}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin },
      body: JSON.stringify({ ...body, clientMessageId: newClientMessageId() }),
    })
    return [response.status, response.headers.get('access-control-allow-origin')]
  }
  expect(await from('https://evil.example')).toEqual([403, null])
  expect(await from('https://mali.example.evil.example')).toEqual([403, null])
  expect(await from('https://shop.example.com')).toEqual([201, 'https://shop.example.com'])
  expect(await from('https://www.mali.example')).toEqual([201, 'https://www.mali.example'])
  await owner.client.request('PATCH /api/v1/widgets/:widgetId', {
    params: { widgetId: widget?.id ?? '' },
    body: { allowedOrigins: [] },
  })
})

test('a visitor who writes too fast is asked to wait, and a repeat does not count', async () => {
  const visitor = await server.given.visitor(owner)
  const clientMessageId = newClientMessageId()
  const repeat = () => visitor.post('messages', { token: visitor.token, clientMessageId, text: 'Hello again' })
  for (let i = 0; i < 25; i += 1) expect((await repeat()).status).toBe(201)
  let refusedAfter = 1
  while (
    (await visitor.post('messages', { token: visitor.token, clientMessageId: newClientMessageId(), text: 'More' }))
      .status === 201
  )
    refusedAfter += 1
  expect(refusedAfter).toBe(20)
  const refused = await visitor.post('messages', {
    token: visitor.token,
    clientMessageId: newClientMessageId(),
    text: 'More',
  })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('a chat that has ended takes no message; a new one starts for the same visitor', async () => {
  const visitor = await server.given.visitor(owner)
  const first = await visitor.say('Hello')
  await owner.client.request('POST /api/v1/chats/:chatId/close', { params: { chatId: first.chatId } })
  await expect(visitor.say('Still there?')).rejects.toThrow('SESSION_CLOSED')
  expect((await visitor.resume()).chat?.status).toBe('closed')
  expect((await visitor.resume({ startNew: true })).chat).toBeNull()
  const second = await visitor.say('Hello again')
  expect(second.chatId).not.toBe(first.chatId)
  const { data } = await owner.client.request('GET /api/v1/chats')
  const visitors = data.filter((chat) => [first.chatId, second.chatId].includes(chat.id)).map((chat) => chat.visitor.id)
  expect(new Set(visitors).size).toBe(1)
})

test('a chat idle for a day is closed by its job, twice is as good as once', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Is anybody there?')
  await server.runJob('chat.close_idle')
  expect((await visitor.resume()).chat?.status).toBe('open')
  server.passTime(25 * 3600_000)
  await Promise.all([server.runJob('chat.close_idle'), server.runJob('chat.close_idle')])
  const { data } = await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })
  expect(data.chat.status).toBe('closed')
  const closings = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('select 1 from chat_events where session_id = $1 and type = $2', [chatId, 'chat.closed']),
  )
  expect(closings).toHaveLength(1)
})

test('a number no chat can reach is refused, and so is the address of a page with a NUL character', async () => {
  const visitor = await server.given.visitor(owner)
  const { token } = visitor
  const send = async (path: string, body: object) => (await visitor.post(path, { token, ...body })).status
  expect(await send('poll', { after: 2_147_483_648 })).toBe(400)
  expect(await send('poll', { after: 2_147_483_647 })).toBe(200)
  const message = { clientMessageId: newClientMessageId(), text: 'Hello' }
  expect(await send('messages', { ...message, pageUrl: 'https://shop.example.com/\0' })).toBe(400)
  expect(await send('messages', { ...message, pageUrl: 'https://shop.example.com/' })).toBe(201)
})

test('a stream has its connection to itself: nothing else is answered on it', async () => {
  const visitor = await server.given.visitor(owner)
  await visitor.say('Hello')
  const request = (path: string, more: object) => {
    const body = JSON.stringify({ token: visitor.token, ...more })
    const head = `POST /api/v1/visitor/${visitor.widgetKey}/${path} HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\n`
    return `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  }
  const { hostname, port } = new URL(server.url)
  /** What the server writes until it says `until` (then `later` is sent), or closes the connection. */
  const exchange = (first: string, until: string, later: string | null) =>
    new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(Number(port), hostname, () => socket.write(first))
      socket.on('error', reject).on('close', () => resolve(text))
      socket.on('data', (data) => {
        const before = text
        text += String(data)
        if (before.includes(until) || !text.includes(until)) return
        if (later === null) socket.destroy()
        else socket.write(later)
      })
    })
  const stream = request('stream', { after: 0 })
  const poll = request('poll', { after: 99 })
  const cut = await exchange(stream, 'event: ready', poll)
  expect(cut.match(/HTTP\/1\.1/g)).toHaveLength(1)
  const mixed = await exchange(poll + stream, 'VALIDATION_ERROR', null)
  expect(mixed.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
})

test('who missed more than a stream may hold back gets all of it, as fast as it is read', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Hello')
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  const reply = (clientMessageId: string) =>
    owner.client.request('POST /api/v1/chats/:chatId/messages', {
      params: { chatId },
      body: { clientMessageId, text: '\u0001'.repeat(8000) },
    })
  // About 12 MB on the way, as such a character needs six bytes: more than the kernel takes on top.
  for (let at = 0; at < 240; at += 20) {
    await Promise.all(Array.from({ length: 20 }, () => reply(newClientMessageId())))
  }
  const lastSeq = (await visitor.resume()).chat?.lastSeq ?? 0
  const seen: number[] = []
  for await (const event of visitor.stream(0, AbortSignal.timeout(20_000))) {
    if ('seq' in event) seen.push(event.seq)
    if (event.type === 'ready') break
  }
  expect(seen).toEqual(Array.from({ length: lastSeq }, (_, at) => at + 1))
})
