import type { FoundMessage } from '@minichat/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callWithKey, makeKey } from '../../testing/api-keys.ts'
import { caughtUp } from '../../testing/caught-up.ts'
import { type Person, startTestApp, type TestApp, type TestVisitor } from '../../testing/test-app.ts'
import { hashedTerms } from './index-messages.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

type Query = Record<string, string | number>

async function searchPage(q: string, more: Query = {}, who: Person = owner) {
  await caughtUp(server)
  return who.client.request('GET /api/v1/search', { query: { q, ...more } as { q: string } })
}
const searchAs = async (who: Person, q: string, more: Query = {}) => (await searchPage(q, more, who)).data
const messages = async (q: string, more: Query = {}) => (await searchAs(owner, q, more)) as FoundMessage[]
const marked = ({ excerpt }: FoundMessage) => excerpt.highlights.map(({ start, end }) => excerpt.text.slice(start, end))

async function chatThatSays(...texts: string[]): Promise<{ visitor: TestVisitor; chatId: string; seqs: number[] }> {
  const visitor = await server.given.visitor(owner)
  const seqs: number[] = []
  let chatId = ''
  for (const text of texts) {
    const said = await visitor.say(text)
    chatId = said.chatId
    seqs.push(said.seq)
  }
  return { visitor, chatId, seqs }
}

/** Postings and what they should be, counted again from the messages. */
async function postings() {
  return server.db.transaction(owner.workspaceId, async (tx) => {
    const found = await tx.query<{ posting: string }>(
      `select number || ' ' || term as posting from message_postings where workspace_id = $1 order by 1`,
      [tx.workspaceId],
    )
    const indexedNow = await tx.query<{ number: string; body: string } & Parameters<typeof hashedTerms>[0]>(
      `select s.number::text as number, m.body, m.author_kind as "authorKind", m.author_id as "authorId",
         c.widget_id as "widgetId", a.responder as provider
       from searchable_messages s
       join chat_messages m on m.workspace_id = $1 and m.session_id = s.session_id and m.seq = s.seq
       join chat_sessions c on c.workspace_id = $1 and c.id = s.session_id
       left join answers a on a.workspace_id = $1 and a.id = m.answer_id
       where s.workspace_id = $1`,
      [tx.workspaceId],
    )
    const expected = indexedNow.flatMap((one) => hashedTerms(one).map((term) => `${one.number} ${term}`))
    return {
      found: found.map(({ posting }) => posting),
      expected: expected.sort(),
      texts: indexedNow.map((m) => m.body),
    }
  })
}

async function expectExactPostings() {
  await caughtUp(server)
  const { found, expected, texts } = await postings()
  expect(found.toSorted()).toEqual(expected)
  expect(texts).not.toContain('')
}

describe('messages', () => {
  test('are found soon after they were written, the newest first, with what was found marked', async () => {
    const { chatId, seqs } = await chatThatSays('Where is my zebra vase?', 'I ordered two zebra vases in May')
    const found = await messages('zebra vase', { authorKind: 'visitor' })
    expect(found.map(({ seq }) => seq)).toEqual(seqs.toReversed())
    expect(found[0]).toMatchObject({ kind: 'message', chatId, author: { kind: 'visitor' }, widgetName: 'Website' })
    expect(found.map(marked)).toEqual([
      ['zebra', 'vases'],
      ['zebra', 'vase'],
    ])
    expect(await messages('zebra lamp')).toEqual([])
  })

  test('in Thai are found in mid-word', async () => {
    await chatThatSays('อยากทราบว่าเครื่องปั้นดินเผาลายครามส่งไปแม่ฮ่องสอนกี่วันคะ')
    for (const q of ['ปั้นดินเผา', 'ดินเผาลาย', 'ฮ่องสอน', 'ลายครามแม่ฮ่องสอน', 'กี่']) {
      expect([q, (await messages(q)).length]).toEqual([q, 1])
    }
    expect(await messages('ลายคาม')).toEqual([])
  })

  test('come page by page, each once, with none left out', async () => {
    const texts = Array.from({ length: 7 }, (_, at) => `Pagoda number ${at}`)
    await chatThatSays(...texts)
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const { data, metadata } = await searchPage('pagoda', {
        authorKind: 'visitor',
        limit: 3,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...data.map((one) => (one.kind === 'message' ? one.excerpt.text : '')))
      cursor = metadata.nextCursor
    } while (cursor)
    expect(seen).toEqual(texts.toReversed())
  })

  test('are filtered by who wrote them, widget, provider and time', async () => {
    const { visitor, chatId, seqs } = await chatThatSays('Do you sell quartz bowls?')
    const answer = await visitor.answerAfter(seqs[0]!)
    const reply = await owner.client.request('POST /api/v1/chats/:chatId/messages', {
      params: { chatId },
      body: { clientMessageId: 'm-quartz-reply', text: 'Yes, quartz bowls are back.' },
    })
    const { data: widgets } = await owner.client.request('GET /api/v1/widgets')
    const count = async (more: Query, q = 'quartz') => (await messages(q, more)).map(({ seq }) => seq)
    const member = owner.me.user.id
    expect(await count({ authorKind: 'member' })).toEqual([reply.data.seq])
    expect(await count({ memberId: member })).toEqual([reply.data.seq])
    expect(await count({ memberId: chatId })).toEqual([])
    expect(await count({ memberId: member, authorKind: 'visitor' })).toEqual([])
    expect(await count({ widgetId: widgets[0]?.id ?? '' })).toContain(reply.data.seq)
    expect(await count({ widgetId: chatId })).toEqual([])
    const said = answer.text.match(/[A-Za-z]{5,}/)?.[0] ?? ''
    expect(await count({ provider: 'builtin' }, said)).toContain(answer.seq)
    expect(await count({ provider: 'anthropic' }, said)).toEqual([])
    const at = reply.data.createdAt
    expect(await count({ from: at })).toEqual([reply.data.seq])
    expect(await count({ until: at })).not.toContain(reply.data.seq)
    expect(await count({ until: at })).toContain(seqs[0])
  })

  test('are filtered by a label of their chat, from the moment it is put on and until it is taken off', async () => {
    const { chatId, seqs } = await chatThatSays('The lynx jug arrived', 'The lynx jug leaks', 'Lynx jug again')
    await chatThatSays(...Array.from({ length: 4 }, (_, at) => `Another lynx jug, number ${at}`))
    const addLabel = async (name: string) =>
      (await owner.client.request('POST /api/v1/labels', { body: { name, color: 'teal' } })).data.id
    const [refunds, praise] = [await addLabel('Refunds'), await addLabel('Praise')]
    const put = (labelIds: string[]) =>
      owner.client.request('POST /api/v1/chats/:chatId/labels', { params: { chatId }, body: { labelIds } })
    const found = async (labelId: string) =>
      (await messages('lynx jug', { labelId, authorKind: 'visitor' })).map(({ seq }) => seq)
    expect(await found(refunds)).toEqual([])
    await put([refunds])
    expect(await found(refunds)).toEqual(seqs.toReversed())
    expect(await found(praise)).toEqual([])
    const pages: number[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: Query = { labelId: refunds, authorKind: 'visitor', limit: 1, ...(cursor ? { cursor } : {}) }
      const { data, metadata } = await searchPage('lynx jug', query)
      pages.push(...(data as FoundMessage[]).map(({ seq }) => seq))
      cursor = metadata.nextCursor ?? null
    }
    expect(pages).toEqual(seqs.toReversed())
    await put([praise])
    expect([await found(refunds), await found(praise)]).toEqual([[], seqs.toReversed()])
    await owner.client.request('DELETE /api/v1/labels/:labelId', { params: { labelId: praise } })
    expect(await found(praise)).toEqual([])
  })

  test('a query without words finds nothing, and a strange cursor is refused', async () => {
    expect(await messages('?!')).toEqual([])
    await expect(searchPage('vase', { cursor: 'x' })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
    await expect(searchPage('vase', { cursor: '9'.repeat(19) })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  })
})

describe('what is not there any more', () => {
  test('an edited message is found by its new words alone', async () => {
    const { visitor } = await chatThatSays('The walrus teapot, please')
    await caughtUp(server)
    const [found] = await messages('walrus')
    await visitor.act('edit', { messageId: found?.id, text: 'The heron teapot, please' })
    expect(await messages('walrus')).toEqual([])
    expect((await messages('heron')).map(({ id }) => id)).toEqual([found?.id])
    await expectExactPostings()
  })

  test('a message that was taken back leaves no posting', async () => {
    const { visitor } = await chatThatSays('My number is 5559921', 'And the rest')
    const [found] = await messages('5559921')
    await visitor.act('remove', { messageId: found?.id })
    expect(await messages('5559921')).toEqual([])
    await expectExactPostings()
  })

  test('nor do an erased visitor and a deleted chat', async () => {
    const { visitor, seqs } = await chatThatSays('I am Ottoline of Narwhal Street')
    await visitor.answerAfter(seqs[0]!)
    await visitor.act('profile', { name: 'Ottoline Grey', email: 'ottoline@example.com' })
    const { chatId } = await chatThatSays('Narwhal figures for the shop')
    expect(await messages('narwhal', { authorKind: 'visitor' })).toHaveLength(2)
    await visitor.act('erase')
    expect((await messages('narwhal', { authorKind: 'visitor' })).map((one) => one.chatId)).toEqual([chatId])
    expect(await searchAs(owner, 'ottoline', { kind: 'visitors' })).toEqual([])
    await server.db.transaction(owner.workspaceId, (tx) =>
      tx.query('delete from chat_sessions where workspace_id = $1 and id = $2', [tx.workspaceId, chatId]),
    )
    expect(await messages('narwhal')).toEqual([])
    await expectExactPostings()
  })
})

describe('who may search', () => {
  test('members find their own workspace’s alone; programs need a key that reads', async () => {
    await chatThatSays('The ocelot tile is broken')
    const member = await server.given.colleague(owner, 'member', 'seeker@example.com')
    expect(await searchAs(member, 'ocelot')).toHaveLength(1)
    const { secret } = await makeKey(owner, 'read')
    const answer = await callWithKey(`${server.url}/api/v1/search?q=ocelot`, secret)
    expect([answer.status, (answer.body as { data: unknown[] }).data.length]).toEqual([200, 1])
    expect((await fetch(`${server.url}/api/v1/search?q=ocelot`)).status).toBe(401)
    const other = await member.client.request('POST /api/v1/workspaces', { body: { name: 'Elsewhere' } })
    const elsewhere = await member.jar.fetch(`${server.url}/api/v1/search?q=ocelot`, {
      headers: { 'x-workspace-id': other.data.id },
    })
    expect([elsewhere.status, ((await elsewhere.json()) as { data: unknown[] }).data]).toEqual([200, []])
  })
})

describe('visitors and knowledge', () => {
  test('visitors are found by the beginning of name, e-mail address and telephone number', async () => {
    const { visitor } = await chatThatSays('Hello there')
    await visitor.act('profile', { name: 'สมชาย Jaidee', email: 'Somchai@shop.example', phone: '+66 81 234 5678' })
    for (const q of ['jaid', 'สมช', 'jai สมชาย', 'somchai@shop', '081-234', '6681', '081 234 5678']) {
      const found = await searchAs(owner, q, { kind: 'visitors' })
      expect([q, found.map((one) => one.kind === 'visitor' && one.name?.text)]).toEqual([q, ['สมชาย Jaidee']])
    }
    expect(await searchAs(owner, 'aidee', { kind: 'visitors' })).toEqual([])
    expect(await searchAs(owner, 'jai nobody', { kind: 'visitors' })).toEqual([])
    const [found] = await searchAs(owner, 'jaid', { kind: 'visitors' })
    expect(found).toMatchObject({ name: { highlights: [{ start: 6, end: 10 }] } })
  })

  test('knowledge is found by what answers', async () => {
    const body = { question: 'How long does firing take?', answer: 'The kiln needs 14 hours, cooling included.' }
    const { data: entry } = await owner.client.request('POST /api/v1/knowledge/entries', { body })
    const [found] = await searchAs(owner, 'kiln firing', { kind: 'knowledge' })
    expect(found).toMatchObject({ kind: 'knowledge', entryId: entry.id, title: { text: body.question } })
  })
})
