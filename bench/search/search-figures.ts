import type pg from 'pg'
import { findMessages } from '../../apps/server/src/modules/search/find-messages.ts'
import { createDatabase, type Database, type Tx } from '../../apps/server/src/platform/database/database.ts'
import { migrate } from '../../apps/server/src/platform/database/migrate.ts'
import { appRole } from '../../apps/server/src/platform/database/role-names.ts'
import { createLog } from '../../apps/server/src/platform/telemetry/log.ts'
import { migrationsFolder } from '../../apps/server/src/testing/test-postgres.ts'
import type { Figure } from '../figures.ts'
import { type OwnPostgres, startOwnPostgres } from '../tools/own-postgres.ts'
import { searched, twoCommonWords } from './said-texts.ts'
import { makeSearchedWorkspace } from './searched-workspace.ts'

const small = 100_000
const large = 1_000_000
const newest = 20
const timesEach = 200
const timesReference = 40

type Buffers = Record<string, number>

/** P9: what a search for the newest 20 hits touches, at two sizes. P10: how long it takes, against what PostgreSQL brings. */
export async function searchFigures(): Promise<Figure[]> {
  const atSmall = await withWorkspace(small, ({ db, workspaceId }) => buffersOfAll(db, workspaceId))
  return withWorkspace(large, async ({ postgres, db, workspaceId }) => {
    const atLarge = await buffersOfAll(db, workspaceId)
    const figures = Object.entries(atLarge).map(([name, buffers]): Figure => {
      const before = atSmall[name] ?? buffers
      return {
        id: 'P9',
        measure: `search, ${name}: buffers at 1 M messages against 100 k (${buffers} and ${before})`,
        value: buffers / before,
        unit: '×',
        reach: name.includes('two') ? 2 : 1.5,
        goal: 1.25,
      }
    })
    return [...figures, await againstGin(postgres, db, workspaceId)]
  })
}

type Made = { postgres: OwnPostgres; db: Database; workspaceId: string }

async function withWorkspace<T>(messages: number, work: (made: Made) => Promise<T>): Promise<T> {
  const postgres = await startOwnPostgres()
  const log = createLog('silent')
  await migrate({
    connectionString: postgres.connection('postgres'),
    folder: migrationsFolder,
    log,
    loginRoles: true,
    appLogin: undefined,
  })
  const db = createDatabase({ connectionString: postgres.connection(appRole), log, statementTimeoutMs: 60_000 })
  try {
    return await work({ postgres, db, workspaceId: await makeSearchedWorkspace(postgres, messages) })
  } finally {
    await db.close()
    await postgres.remove()
  }
}

const find = (tx: Tx, q: string) => findMessages(tx, { q, unfinished: false, limit: newest })

async function buffersOfAll(db: Database, workspaceId: string): Promise<Buffers> {
  const buffers: Buffers = {}
  for (const [name, q] of Object.entries(searched)) {
    const { hits } = await db.transaction(workspaceId, (tx) => find(tx, q))
    if (hits.length !== newest) throw new Error(`'${q}' found ${hits.length} messages.`)
    buffers[name] = await db.transaction(workspaceId, (tx) => buffersOf(tx, (counting) => find(counting, q)))
  }
  return buffers
}

/** Buffers that all of the product's own statements touch, as the app's role. The second time counts: catalogues are known then. */
async function buffersOf(tx: Tx, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  let buffers = 0
  async function query<R>(text: string, values?: unknown[]): Promise<R[]> {
    const [row] = await tx.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    )
    const plan = row?.['QUERY PLAN'][0].Plan ?? {}
    buffers += (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
    return tx.query<R>(text, values)
  }
  const counting: Tx = {
    ...tx,
    query,
    one: async <R>(text: string, values?: unknown[]) => (await query<R>(text, values))[0] as R,
  }
  for (let at = 0; at < 2; at += 1) {
    buffers = 0
    await work(counting)
  }
  return buffers
}

/** The reference has a column of words with a GIN index, the workspace as a filter, and no row-level security. */
async function againstGin(postgres: OwnPostgres, db: Database, workspaceId: string): Promise<Figure> {
  const ours = await p95(timesEach, () => db.transaction(workspaceId, (tx) => find(tx, twoCommonWords.join(' '))))
  const reference = await postgres.asAdmin(async (client) => {
    await makeReference(client)
    return p95(timesReference, () =>
      client.query(
        `select session_id, seq, body from gin_messages
         where workspace_id = $1 and words @@ to_tsquery('simple', $2) order by created_at desc limit $3`,
        [workspaceId, twoCommonWords.join(' & '), newest],
      ),
    )
  })
  return {
    id: 'P10',
    measure: `search p95, two common words, 1 M messages (${ours.toFixed(1)} ms; GIN ${reference.toFixed(1)} ms)`,
    value: ours / reference,
    unit: '×',
    reach: 0.1,
    goal: 0.02,
  }
}

async function makeReference(client: pg.Client): Promise<void> {
  await client.query(
    `create table gin_messages as
       select workspace_id, session_id, seq, body, created_at, to_tsvector('simple', body) as words from chat_messages`,
  )
  await client.query('create index on gin_messages using gin (words)')
  await client.query('vacuum analyze gin_messages')
}

async function p95(times: number, work: () => Promise<unknown>): Promise<number> {
  const durations: number[] = []
  for (let at = 0; at < times; at += 1) {
    const startedAt = performance.now()
    await work()
    durations.push(performance.now() - startedAt)
  }
  return durations.toSorted((a, b) => a - b)[Math.floor(times * 0.95)] ?? 0
}
