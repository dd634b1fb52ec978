import type { Message, VisitorProfile, Whereabouts } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

const getChat = async (chatId: string) =>
  (await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })).data

type Exported = {
  schemaVersion: number
  visitor: VisitorProfile | null
  whereabouts: Whereabouts | null
  chats: { id: string; messages: Message[] }[]
}

test('an export holds the profile and every message of every chat of the visitor, and nobody else’s', async () => {
  const visitor = await server.given.visitor(owner)
  expect((await visitor.call<Exported>('export')).data).toMatchObject({
    schemaVersion: 1,
    visitor: null,
    whereabouts: null,
    chats: [],
  })
  const first = await visitor.say('Hello')
  await visitor.answerAfter(1)
  await visitor.call('profile', { name: 'Somchai' })
  await visitor.call('whereabouts', { pageUrl: 'https://shop.example.com/cups', consent: true })
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `insert into chat_messages (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body)
       select $1, $2, gen_random_uuid(), n, 'visitor', gen_random_uuid(), 'old-' || n, 'text ' || n from generate_series(10, 460) n`,
      [owner.workspaceId, first.chatId],
    ),
  )
  await visitor.resume({ startNew: true })
  const second = await visitor.say('Hello again')
  await visitor.answerAfter(1)
  const stranger = await server.given.visitor(owner)
  await stranger.say('Not yours')
  const { data } = await visitor.call<Exported>('export')
  expect(data.visitor?.name).toBe('Somchai')
  expect(data.whereabouts).toMatchObject({
    device: 'node',
    isConsentGiven: true,
    pages: [{ url: 'https://shop.example.com/cups' }],
  })
  expect(data.chats.map(({ id }) => id).sort()).toEqual([first.chatId, second.chatId].sort())
  const long = data.chats.find(({ id }) => id === first.chatId)?.messages ?? []
  expect(long.map(({ seq }) => seq)).toEqual([1, 2, ...Array.from({ length: 451 }, (_, at) => at + 10)])
  expect(JSON.stringify(data)).not.toContain('Not yours')
})

test('erasing leaves nothing of the visitor in any table, closes the chats, and touches nobody else', async () => {
  const mark = 'xyzzy-erase-me'
  const visitor = await server.given.visitor(owner)
  const page = `https://shop.example.com/${mark}`
  const first = await visitor.say(`First ${mark}`, { pageUrl: page })
  const answer = await visitor.answerAfter(first.seq)
  await visitor.call('edit', { messageId: first.id, text: `Edited ${mark}`, answerAgain: true })
  await visitor.answerAfter(answer.seq)
  const reply = { clientMessageId: newClientMessageId(), text: `Dear ${mark}` }
  await owner.client.request('POST /api/v1/chats/:chatId/messages', { params: { chatId: first.chatId }, body: reply })
  await visitor.call('profile', { name: mark, email: `${mark}@example.com`, phone: mark, attributes: { note: mark } })
  await visitor.call('track', { name: mark, properties: { note: mark } })
  await visitor.call('whereabouts', { pageUrl: page, consent: true })
  await visitor.resume({ startNew: true })
  const second = await visitor.say(`Second ${mark}`, { pageUrl: page, locale: 'en' })
  await visitor.answerAfter(second.seq)
  const gone = await visitor.say(`Gone ${mark}`)
  await visitor.call('remove', { messageId: gone.id })
  // What the network address and a provider's refusal leave with an answer.
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query('update answers set source = $2, problem = $2 where session_id = $1', [first.chatId, mark]),
  )
  const stranger = await server.given.visitor(owner)
  const kept = await stranger.say('Keep this')
  const tables = server.app.modules.flatMap((module) => module.tables.map(({ name }) => name))
  const holding = async () => {
    const found: string[] = []
    for (const table of tables) {
      const rows = await server.db.transaction(owner.workspaceId, (tx) =>
        tx.query(`select 1 from ${table} t where t::text like $1 limit 1`, [`%${mark}%`]),
      )
      if (rows.length > 0) found.push(table)
    }
    return found
  }
  expect(await holding()).toEqual(
    expect.arrayContaining([
      'visitors',
      'visitor_pages',
      'chat_sessions',
      'chat_messages',
      'chat_events',
      'chat_message_versions',
      'answers',
    ]),
  )
  expect((await visitor.call('erase')).data).toEqual({})
  expect(await holding()).toEqual([])
  expect((await visitor.call('erase')).status).toBe(200)

  for (const { chatId } of [first, second]) {
    const { chat, messages, changes, tracked, visitor: profile } = await getChat(chatId)
    expect(chat).toMatchObject({ status: 'closed', pageUrl: null, locale: null, unreadCount: 0 })
    expect(messages.every(({ text, state }) => text === '' && state === 'removed')).toBe(true)
    expect(changes.at(-1)?.type).toBe('chat.erased')
    expect(tracked).toEqual([])
    expect(profile).toMatchObject({ name: null, email: null, phone: null, attributes: {} })
    await expect(
      owner.client.request('POST /api/v1/chats/:chatId/reopen', { params: { chatId } }),
    ).rejects.toMatchObject({ code: 'CHAT_ERASED' })
  }
  await expect(visitor.say('Back again')).rejects.toThrow('SESSION_CLOSED')
  expect((await visitor.call('profile', { name: mark })).code).toBe('NOT_FOUND')
  expect((await visitor.call('whereabouts', { pageUrl: page })).code).toBe('NOT_FOUND')
  const { data: whereabouts } = await owner.client.request('GET /api/v1/chats/:chatId/whereabouts', {
    params: { chatId: first.chatId },
  })
  expect(whereabouts).toMatchObject({ device: null, isConsentGiven: null, consentAt: null, pages: [] })
  expect(await holding()).toEqual([])
  const numbers: number[] = []
  for await (const event of visitor.stream(0, AbortSignal.timeout(20_000))) {
    if (event.type === 'ready') break
    if ('seq' in event) numbers.push(event.seq)
  }
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  expect((await stranger.resume()).messages[0]).toEqual(kept)
})

test('erasing in the middle of an answer leaves nothing of it', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId } = await visitor.say('Tell me about xyzzy please')
  expect((await visitor.call('erase')).status).toBe(200)
  const { messages, answer } = await visitor.resume()
  expect(answer).toBeNull()
  expect(messages.map(({ text }) => text).join('')).toBe('')
  expect((await getChat(chatId)).chat.status).toBe('closed')
})
