import type { Message } from '@minichat/contracts'
import { expect, test } from 'vitest'
import { hashPassword } from './modules/accounts/index.ts'
import { createWidgetsModule } from './modules/widgets/index.ts'
import { seedWorkspace } from './seed/seed-workspace.ts'
import { runSeed } from './testing/server-process.ts'
import { startTestApp } from './testing/test-app.ts'
import { asAdmin } from './testing/test-postgres.ts'

/** Few enough that the feed tells of all of them. */
const size = { members: 6, chats: 40, messages: 600, days: 30, chanceStart: 7 }

test('seeded chats hold together: in the lists, in each history, in the feed, and as people see them', async () => {
  await using server = await startTestApp()
  const { db, hub } = server
  const widgets = createWidgetsModule({
    db,
    hub,
    publicUrl: () => '',
    nowMs: Date.now,
    onAiPaused: async () => {},
    assertRoomFor: async () => {},
    onShown() {},
  })
  const nowMs = () => Date.now()
  const hash = (password: string) => hashPassword(password, 4)
  const seeded = await seedWorkspace({ db, hashPassword: hash, makeWidget: widgets.make, nowMs }, size)
  const person = await server.given.signIn(seeded.email, seeded.password)
  const { client } = person
  const { data: people } = await client.request('GET /api/v1/team/members')
  expect(people).toHaveLength(size.members)

  const listed = []
  for (let cursor: string | undefined; ; ) {
    const page = await client.request('GET /api/v1/chats', { query: { limit: 15, ...(cursor ? { cursor } : {}) } })
    listed.push(...page.data)
    cursor = page.metadata.nextCursor ?? undefined
    if (!cursor) break
  }
  expect(listed).toHaveLength(size.chats)
  expect(new Set(listed.map(({ locale }) => locale))).toEqual(new Set(['en', 'th']))
  expect(new Set(listed.map(({ status }) => status)).size).toBe(2)
  expect(listed.map(({ updatedAt }) => updatedAt)).toEqual(
    listed
      .map(({ updatedAt }) => updatedAt)
      .sort()
      .reverse(),
  )

  let messages = 0
  const oldest = Date.now() - (size.days + 1) * 24 * 3600_000
  for (const chat of listed) {
    const history: Message[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await client.request('GET /api/v1/chats/:chatId/messages', {
        params: { chatId: chat.id },
        query: { limit: 200, ...(cursor ? { cursor } : {}) },
      })
      history.unshift(...page.data)
      cursor = page.metadata.nextCursor ?? undefined
      if (!cursor) break
    }
    messages += history.length
    const last = history.at(-1)
    expect(chat.lastMessage).toMatchObject({ authorKind: last?.author.kind, createdAt: last?.createdAt })
    expect(chat.unreadCount).toBe(
      history.filter(({ author, seq }) => author.kind === 'visitor' && seq > chat.marks.memberReadSeq).length,
    )
    expect(history.map(({ seq }) => seq)).toEqual(history.map(({ seq }) => seq).sort((a, b) => a - b))
    const times = history.map(({ createdAt }) => Date.parse(createdAt))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now())
    expect(Math.min(...times)).toBeGreaterThan(oldest - 30 * 24 * 3600_000)
    for (const { author, answersSeq } of history) {
      if (author.kind === 'ai') expect(history.find(({ seq }) => seq === answersSeq)?.author.kind).toBe('visitor')
    }
  }
  expect(messages).toBe(size.messages)

  // The feed from its beginning holds each event once, and each chat's without a gap.
  const seqs = new Map<string, number>()
  for (let cursor = '0.0'; ; ) {
    const { data } = await client.request('GET /api/v1/inbox/events', { query: { cursor, waitMs: 0 } })
    for (const event of data.events) {
      if (event.type !== 'feed') continue
      expect(event.event.seq).toBe((seqs.get(event.chat.id) ?? 0) + 1)
      seqs.set(event.chat.id, event.event.seq)
    }
    if (data.cursor === cursor || data.events.length === 0) break
    cursor = data.cursor
  }
  expect([...seqs.entries()].sort()).toEqual(listed.map(({ id, lastSeq }) => [id, lastSeq]).sort())

  // An open chat goes on as any other.
  const open = listed.find(({ status }) => status === 'open')
  const reply = await client.request('POST /api/v1/chats/:chatId/messages', {
    params: { chatId: open?.id ?? '' },
    body: { clientMessageId: 'm-after-seed', text: 'Hello' },
  })
  expect(reply.data.seq).toBeGreaterThan(open?.lastSeq ?? 0)
})

test('the command refuses in production unless asked, and says who may sign in', async () => {
  await using server = await startTestApp()
  const env = {
    MINICHAT_ENV: 'test',
    DATABASE_URL: server.database.urls.app,
    DATABASE_MIGRATION_URL: server.database.urls.migration,
    LOG_LEVEL: 'silent',
  }
  const words = ['--members', '2', '--chats', '5', '--messages', '40']
  const refused = await runSeed(words, {
    ...env,
    MINICHAT_ENV: 'production',
    PUBLIC_URL: 'https://chat.example.com',
    SECRET_KEY: Buffer.alloc(32).toString('base64'),
  })
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('--in-production') })
  expect(await runSeed(['--chats', '5', '--messages', '3'], env)).toMatchObject({ code: 1 })
  const { code, output } = await runSeed(words, env)
  expect(output).toContain('Made 5 chats with 40 messages')
  expect(code).toBe(0)
  const [, email = '', password = ''] = /Sign in as (\S+) with the password (\S+)/.exec(output) ?? []
  const person = await server.given.signIn(email, password)
  expect((await person.client.request('GET /api/v1/chats')).data).toHaveLength(5)
  await asAdmin(server.database.urls.migration, async (client) => {
    const { rows } = await client.query('select count(*)::integer as count from workspaces')
    expect(rows[0].count).toBe(1)
  })
})
