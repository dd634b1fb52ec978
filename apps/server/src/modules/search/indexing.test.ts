import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FoundMessage } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../../platform/database/database.ts'
import { normalise, SEARCH_TERMS_VERSION, tokens } from '../../platform/text/index.ts'
import { caughtUp } from '../../testing/caught-up.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { findMessages } from './find-messages.ts'

let server: TestApp
let owner: Person
let texts: string[]

/** Lines of shops, clinics and hotels in both languages, as people write them. */
function linesOfCorpus(): string[] {
  const folder = fileURLToPath(new URL('../../../eval/', import.meta.url))
  const files = [...readdirSync(`${folder}corpus`).map((name) => `corpus/${name}`), 'retrieval-questions.txt']
  const lines = files.flatMap((name) => readFileSync(folder + name, 'utf8').split('\n'))
  return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))]
}

/** Chats as messages make them, written by SQL as that many would take long. */
const insertMessages = (tx: Tx, bodies: string[]) =>
  tx.query(
    `with said as (select body, n from unnest($2::text[]) with ordinality as u (body, n)),
     visitor as (insert into visitors (workspace_id, id) values ($1, gen_random_uuid()) returning id),
     chat as (
       insert into chat_sessions (workspace_id, id, visitor_id, widget_id, last_seq, message_count)
       select $1, gen_random_uuid(), visitor.id, w.id, (select max(n) from said), (select max(n) from said)
       from visitor, (select id from widgets where workspace_id = $1 limit 1) w returning id, visitor_id
     ), events as (
       insert into chat_events (workspace_id, session_id, seq, type, message_seq)
       select $1, chat.id, n, 'message.created', n from said, chat order by n
     )
     insert into chat_messages (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body)
     select $1, chat.id, gen_random_uuid(), n, 'visitor', chat.visitor_id, 'm-' || n, body from said, chat`,
    [tx.workspaceId, bodies],
  )

beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
  texts = linesOfCorpus()
  await server.db.transaction(owner.workspaceId, (tx) => insertMessages(tx, texts))
  await caughtUp(server)
}, 60_000)
afterAll(() => server.stop())

/** All that is found, page by page. */
async function findAll(q: string): Promise<FoundMessage[]> {
  const all: FoundMessage[] = []
  let cursor: string | undefined
  do {
    const { hits, nextCursor } = await server.db.transaction(owner.workspaceId, (tx) =>
      findMessages(tx, { q, unfinished: false, limit: 20, ...(cursor ? { cursor } : {}) }),
    )
    all.push(...hits)
    cursor = nextCursor ?? undefined
  } while (cursor)
  return all
}

/** Numbers that look chosen at random and are the same each time. */
function* dice(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

test('Thai cut anywhere out of messages is found in each message in which a plain scan finds it', async () => {
  const roll = dice(7)
  const next = (below: number) => Math.floor(roll.next().value * below)
  const thai = texts
    .map((text) => normalise(text).replaceAll('ๆ', ''))
    .filter((text) => /[\u0E01-\u0E4E]{12}/.test(text))
  const queries = Array.from({ length: 150 }, () => {
    const stretches = thai[next(thai.length)]!.match(/[\u0E01-\u0E4E]{12,}/g)!
    const stretch = stretches[next(stretches.length)]!
    const start = next(stretch.length - 10)
    // A mark stands on the letter before it, so nobody begins with one.
    return stretch.slice(start, start + 4 + next(7)).replace(/^\p{M}+/u, '')
  }).filter((query) => query.replace(/[\u0E47-\u0E4E]/g, '').length >= 3)
  expect(queries.length).toBeGreaterThan(100)
  let scanned = 0
  for (const query of queries) {
    const expected = texts.flatMap((text, index) =>
      normalise(text).replaceAll('ๆ', '').includes(query) ? [index + 1] : [],
    )
    const found = new Set((await findAll(query)).map(({ seq }) => seq))
    expect([query, expected.filter((seq) => !found.has(seq))]).toEqual([query, []])
    scanned += expected.length
  }
  expect(scanned).toBeGreaterThan(queries.length)
}, 60_000)

test('words are found in exactly the messages that hold a form of each', async () => {
  const held = texts.map(
    (text) => new Set(tokens(text).flatMap(({ script, word }) => (script === 'latin' ? [word] : []))),
  )
  for (const query of [
    'price',
    'open',
    'room booking',
    'delivery days',
    'the children',
    'is it open on sunday',
    'return',
  ]) {
    const words = tokens(query).map(({ word }) => word)
    const expected = held.flatMap((has, index) => (words.every((word) => has.has(word)) ? [index + 1] : []))
    const found = (await findAll(query)).map(({ seq }) => seq)
    expect([query, found.toSorted((a, b) => a - b)]).toEqual([query, expected])
    expect(found).toEqual(found.toSorted((a, b) => b - a))
  }
})

test('what was written while nothing indexed is found afterwards, once, also with two servers at it', async () => {
  const database = server.database
  await server.halt()
  await server.db.transaction(owner.workspaceId, (tx) =>
    insertMessages(
      tx,
      Array.from({ length: 700 }, (_, at) => `Nightjar ${at}`),
    ),
  )
  await using one = await startTestApp({}, { beside: server })
  await using other = await startTestApp({}, { beside: server })
  expect(one.database).toBe(database)
  await caughtUp(other)
  expect(await findAll('nightjar')).toHaveLength(700)
  const [doubled] = await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query<{ rows: number; messages: number }>(
      `select count(*) as rows, count(distinct (session_id, seq)) as messages from searchable_messages where workspace_id = $1`,
      [tx.workspaceId],
    ),
  )
  expect(doubled).toEqual({ rows: texts.length + 700, messages: texts.length + 700 })
}, 60_000)

test('terms of an older text handling are made anew', async () => {
  await server.db.transaction(owner.workspaceId, (tx) =>
    tx.query(
      `with old as (update searchable_messages set version = 0, terms = '{1}' where workspace_id = $1 and seq <= 100 returning number)
       delete from message_postings p using old where p.workspace_id = $1 and p.number = old.number`,
      [tx.workspaceId],
    ),
  )
  const before = (await findAll('nightjar')).length
  await asOwner(`update event_log_readers set version = 0, lease_until = null where name = 'search'`)
  await using _working = await startTestApp({}, { beside: server })
  await expect.poll(indexedVersion, { timeout: 20_000 }).toBe(SEARCH_TERMS_VERSION)
  await caughtUp(server)
  expect([before, (await findAll('nightjar')).length]).toEqual([600, 700])
}, 60_000)

async function indexedVersion(): Promise<number | undefined> {
  const [row] = await server.db.query<{ version: number }>(
    `select version from event_log_readers where name = 'search'`,
  )
  return row?.version
}

async function asOwner(statement: string): Promise<void> {
  const { default: pg } = await import('pg')
  const admin = new pg.Client({ connectionString: server.database.urls.migration })
  await admin.connect()
  await admin.query(statement)
  await admin.end()
}
