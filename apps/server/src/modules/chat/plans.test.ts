import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../../platform/database/database.ts'
import { caughtUp, counted } from '../../testing/caught-up.ts'
import { newClientMessageId, type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { findOpenAnswer } from './answers.store.ts'
import * as store from './chat.store.ts'
import { type ChatFilter, listSummaries } from './chat-list.store.ts'
import * as events from './events.store.ts'
import { newestNotes } from './notes.store.ts'
import { findVisitor } from './visitors.store.ts'

let server: TestApp
let owner: Person
let chatId: string
let visitorId: string
let head: events.FeedPosition

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  const visitor = await server.given.visitor(owner)
  chatId = (await visitor.say('Hello')).chatId
  // One by one: a long transaction holds back the feeds of every test on this PostgreSQL.
  const write = (text: string, values: unknown[]) =>
    server.db.transaction(owner.workspaceId, (tx) => tx.query(text, values))
  await write(`insert into visitors (workspace_id, id) select $1, gen_random_uuid() from generate_series(1, 20000)`, [
    owner.workspaceId,
  ])
  await write(
    `insert into chat_sessions (workspace_id, id, visitor_id, widget_id, last_active_at, status, closed_at)
       select $1, gen_random_uuid(), v.id, (select id from widgets limit 1), now() - random() * interval '30 days',
         case when n % 2 = 0 then 'open' else 'closed' end, case when n % 2 = 0 then null else now() end
       from (select id, row_number() over () as n from visitors where workspace_id = $1) v`,
    [owner.workspaceId],
  )
  await write(
    `insert into chat_messages (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body)
       select $1, s.id, gen_random_uuid(), n, 'visitor', s.visitor_id, 'c' || n, 'text'
       from (select * from chat_sessions where workspace_id = $1 limit 3000) s, generate_series(10, 15) n`,
    [owner.workspaceId],
  )
  await write(
    `insert into chat_events (workspace_id, session_id, seq, type, message_seq)
       select $1, s.id, n, 'message.created', n from (select * from chat_sessions where workspace_id = $1 limit 3000) s, generate_series(10, 15) n`,
    [owner.workspaceId],
  )
  // One long chat: what reads it must not read all of it.
  await write(
    `insert into chat_messages (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body)
       select $1, $2, gen_random_uuid(), n, 'visitor', gen_random_uuid(), 'c' || n, 'text' from generate_series(100, 2100) n`,
    [owner.workspaceId, chatId],
  )
  await write(
    `insert into chat_events (workspace_id, session_id, seq, type, message_seq)
       select $1, $2, n, 'message.created', n from generate_series(100, 2100) n`,
    [owner.workspaceId, chatId],
  )
  await write(
    `insert into answers (workspace_id, id, session_id, question_seq, epoch, status)
       select $1, gen_random_uuid(), s.id, 10, 0, 'done' from (select * from chat_sessions where workspace_id = $1 limit 3000) s`,
    [owner.workspaceId],
  )
  await write(
    `update chat_sessions set assignee_id = $2 where workspace_id = $1 and status = 'open' and left(id::text, 1) < '4'`,
    [owner.workspaceId, owner.me.user.id],
  )
  await write(
    `update chat_sessions set snoozed_until = now() where workspace_id = $1 and status = 'open' and left(id::text, 1) = 'a'`,
    [owner.workspaceId],
  )
  await write(
    `update chat_sessions set waiting_since = now() where workspace_id = $1 and status = 'open' and left(id::text, 2) = 'b0'`,
    [owner.workspaceId],
  )
  await write(
    `insert into chat_notes (workspace_id, session_id, seq, id, author_id, client_note_id, body)
       select $1, id, 9, gen_random_uuid(), $2, 'note', 'text' from chat_sessions where workspace_id = $1`,
    [owner.workspaceId, owner.me.user.id],
  )
  await write(
    `insert into chat_mentions (workspace_id, member_id, session_id, seq)
       select $1, $2, id, 9 from chat_sessions where workspace_id = $1`,
    [owner.workspaceId, owner.me.user.id],
  )
  await write(
    `insert into labels (workspace_id, id, name, color)
       select $1, gen_random_uuid(), 'label ' || n, 'red' from generate_series(1, 20) n`,
    [owner.workspaceId],
  )
  await write(
    `insert into chat_labels (workspace_id, session_id, label_id)
       select $1, s.id, l.id from chat_sessions s cross join (select id from labels where workspace_id = $1 limit 3) l
       where s.workspace_id = $1`,
    [owner.workspaceId],
  )
  await server.db.transaction(owner.workspaceId, async (tx) => {
    head = await events.feedHead(tx)
    visitorId = (await store.readSession(tx, chatId))?.visitor_id ?? ''
  })
  const admin = new pg.Client({ connectionString: server.database.urls.migration })
  await admin.connect()
  await admin.query('vacuum analyze')
  await admin.end()
}, 120_000)
afterAll(() => server.stop())

/** The plans of the statements that the product runs, as the app's role: what it would return is not asked for. */
async function plansOf(work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = []
  await server.db.transaction(owner.workspaceId, async (tx) => {
    const explain = async (text: string, values?: unknown[]) => {
      const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
      return [] as never[]
    }
    const explaining: Tx = { ...tx, query: explain, one: explain as never, maybeOne: explain as never }
    // Whatever the caller makes of an empty answer is not the matter here.
    await work(explaining).catch(() => {})
  })
  return plans
}

const before = { at: new Date().toISOString(), id: '0199c0de-7000-7000-8000-000000000001' }
const someId = '0199c0de-7000-7000-8000-000000000002'
const lists: [string, ChatFilter][] = [
  ['all', { status: 'all' }],
  ['open', { status: 'open' }],
  ['closed', { status: 'closed' }],
  ['snoozed', { status: 'snoozed' }],
  ['nobody’s', { status: 'open', assignee: 'nobody' }],
  ['a member’s', { status: 'open', assignee: someId }],
  ['a member’s closed', { status: 'closed', assignee: someId }],
  ['mentioned', { status: 'all', mentionedId: someId }],
  ['labelled', { status: 'open', labelId: someId }],
  ['a widget’s', { status: 'open', widgetId: someId }],
  ['one language’s', { status: 'all', locale: 'th' }],
  ['one week’s', { status: 'all', from: '2026-01-01T00:00:00.000Z', until: '2026-01-08T00:00:00.000Z' }],
]
const hot: [string, (tx: Tx) => Promise<unknown>][] = [
  ['history', (tx) => store.listMessages(tx, chatId, 99, 50)],
  ['newest messages', (tx) => store.listMessages(tx, chatId, null, 50)],
  ['a repeat', (tx) => store.hasMessage(tx, chatId, 'x')],
  ['catch-up', (tx) => events.eventsAfter(tx, chatId, 2000, 200)],
  ['the feed', (tx) => events.feedAfter(tx, head, 200)],
  ['whether the feed goes on', (tx) => events.hasMoreFeed(tx, head)],
  ['one chat', (tx) => store.findSummary(tx, chatId)],
  ['some chats', (tx) => store.findSummaries(tx, [chatId])],
  ['its lock', (tx) => store.lockSession(tx, chatId)],
  ['its visitor', (tx) => findVisitor(tx, visitorId)],
  ['who waits and is nobody’s', (tx) => store.waitingUnassigned(tx, 100)],
  ['the queue', (tx) => store.queuedChats(tx, 200)],
  ['the answer being written', (tx) => findOpenAnswer(tx, chatId)],
  ['the notes', (tx) => newestNotes(tx, chatId)],
  ...lists.flatMap(([name, filter]): [string, (tx: Tx) => Promise<unknown>][] => [
    [`${name} chats`, (tx) => listSummaries(tx, filter, { before: null, limit: 51 })],
    [`${name} chats, further on`, (tx) => listSummaries(tx, filter, { before, limit: 51 })],
  ]),
]

test.each(hot)('%s: by index as the app’s role, also on tables that are not small', async (_name, work) => {
  const plans = await plansOf(work)
  expect(plans.length).toBeGreaterThan(0)
  for (const plan of plans) {
    // Small tables (widgets, users, a few answers) may be read whole; what grows with the chats may not.
    expect(plan).not.toMatch(/Seq Scan on (chat_\w+|visitors)/)
    expect(plan).toMatch(/Index (Only )?Scan/)
    // The message of an event is found by its key, not among all of its chat.
    expect(plan).not.toMatch(/Join Filter: \(m\.seq/)
  }
})

test('the whole path of a message reads no table that grows from end to end', async () => {
  const admin = new pg.Client({ connectionString: server.database.urls.migration })
  await admin.connect()
  const scans = async () =>
    (
      await admin.query(
        `select relname, seq_scan::int as n from pg_stat_user_tables
         where relname in ('visitors', 'chat_sessions', 'chat_messages', 'chat_events') order by 1`,
      )
    ).rows
  const settle = () => admin.query('select pg_stat_force_next_flush()')
  // Whoever reads the log behind the path takes what was put there above in large parts: not as one by one.
  await caughtUp(server)
  await counted(server)
  await settle()
  const visitor = await server.given.visitor(owner)
  const { seq } = await visitor.say('Hello again')
  await visitor.answerAfter(seq)
  await settle()
  const first = await scans()
  for (let at = 0; at < 3; at += 1) {
    const message = await visitor.say(`And again ${at}`, { clientMessageId: newClientMessageId() })
    await visitor.answerAfter(message.seq)
  }
  await visitor.resume()
  await settle()
  const last = await scans()
  await admin.end()
  expect(last).toEqual(first)
}, 90_000)
