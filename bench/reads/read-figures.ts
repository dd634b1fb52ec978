import * as store from '../../apps/server/src/modules/chat/chat.store.ts'
import { listSummaries } from '../../apps/server/src/modules/chat/chat-list.store.ts'
import * as events from '../../apps/server/src/modules/chat/events.store.ts'
import { createDatabase, type Database, type Tx } from '../../apps/server/src/platform/database/database.ts'
import { migrate } from '../../apps/server/src/platform/database/migrate.ts'
import { appRole } from '../../apps/server/src/platform/database/role-names.ts'
import { createLog } from '../../apps/server/src/platform/telemetry/log.ts'
import { migrationsFolder } from '../../apps/server/src/testing/test-postgres.ts'
import type { Figure } from '../figures.ts'
import { startOwnPostgres } from '../tools/own-postgres.ts'
import { type BigWorkspace, makeBigWorkspace } from './big-workspace.ts'

const small = { chats: 7_000, longChat: 1_000 }
const large = { chats: 70_000, longChat: 20_000 }
const pageSize = 50

type Buffers = Record<string, { first: number; deepest: number }>

/** P11: what a page of history or of the inbox touches, the first and the deepest, at two sizes of the tables. */
export async function readFigures(): Promise<Figure[]> {
  const atSmall = await buffersAt(small.chats, small.longChat)
  const atLarge = await buffersAt(large.chats, large.longChat)
  const figures: Figure[] = []
  for (const [name, { first, deepest }] of Object.entries(atLarge)) {
    const before = atSmall[name] ?? { first, deepest }
    figures.push(
      figure(
        `${name}: buffers of the deepest page against the first, 1 M messages (${deepest} and ${first})`,
        deepest / first,
      ),
      figure(
        `${name}: buffers of the first page at 1 M messages against 100 k (${first} and ${before.first})`,
        first / before.first,
        // An index that has grown by a level is read one page deeper for each row.
        1.5,
      ),
    )
  }
  return figures
}

const figure = (measure: string, value: number, reach = 1.2): Figure => ({
  id: 'P11',
  measure,
  value,
  unit: '×',
  reach,
  goal: 1,
})

async function buffersAt(chats: number, longChat: number): Promise<Buffers> {
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
    const big = await makeBigWorkspace(postgres, chats, longChat)
    const chatAt = async (place: number) => {
      const [row] = await db.transaction(big.workspaceId, (tx) =>
        tx.query<{ at: string; id: string }>(
          `select to_json(last_active_at) #>> '{}' as at, id from chat_sessions where workspace_id = $1 and status = 'open'
           order by last_active_at desc, id desc offset $2 limit 1`,
          [tx.workspaceId, place],
        ),
      )
      return row as { at: string; id: string }
    }
    const deep = await chatAt(Math.floor(chats / 2) - 2 * pageSize)
    const pages = (page: (before: { at: string; id: string } | null) => (tx: Tx) => Promise<unknown>) => ({
      first: page(null),
      deepest: page(deep),
    })
    const history = (beforeSeq: number | null) => (tx: Tx) =>
      store.listMessages(tx, big.longChatId, beforeSeq, pageSize)
    const feed = await feedPlaces(db, big)
    return {
      history: await both(db, big, { first: history(null), deepest: history(pageSize + 2) }),
      'inbox, open chats': await both(
        db,
        big,
        pages((before) => (tx) => listSummaries(tx, { status: 'open' }, { before, limit: pageSize })),
      ),
      'inbox, all chats': await both(
        db,
        big,
        pages((before) => (tx) => listSummaries(tx, { status: 'all' }, { before, limit: pageSize })),
      ),
      'catch-up of a chat': await both(db, big, {
        first: (tx) => events.eventsAfter(tx, big.longChatId, longChat - pageSize, pageSize),
        deepest: (tx) => events.eventsAfter(tx, big.longChatId, 0, pageSize),
      }),
      'feed of the inbox': await both(db, big, {
        first: (tx) => events.feedAfter(tx, feed.newest, pageSize),
        deepest: (tx) => events.feedAfter(tx, feed.oldest, pageSize),
      }),
    }
  } finally {
    await db.close()
    await postgres.remove()
  }
}

/** Places in the feed shortly before its end and at its beginning. */
async function feedPlaces(db: Database, { workspaceId }: BigWorkspace) {
  return db.transaction(workspaceId, async (tx) => {
    const placeAt = (order: string) =>
      tx.one<events.FeedPosition>(
        `select xid::text as xid, id from chat_events where workspace_id = $1 order by xid ${order}, id ${order} offset ${pageSize} limit 1`,
        [workspaceId],
      )
    return { newest: await placeAt('desc'), oldest: await placeAt('asc') }
  })
}

async function both(
  db: Database,
  { workspaceId }: BigWorkspace,
  page: Record<'first' | 'deepest', (tx: Tx) => Promise<unknown>>,
) {
  const touched = (work: (tx: Tx) => Promise<unknown>) => db.transaction(workspaceId, (tx) => buffersOf(tx, work))
  return { first: await touched(page.first), deepest: await touched(page.deepest) }
}

/** Buffers that the product's own statement touches, as the app's role. The second time counts: catalogues are known then. */
async function buffersOf(tx: Tx, work: (tx: Tx) => Promise<unknown>): Promise<number> {
  let buffers = 0
  const query = async (text: string, values?: unknown[]) => {
    const [row] = await tx.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    )
    const plan = row?.['QUERY PLAN'][0].Plan ?? {}
    buffers = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
    return [] as never[]
  }
  const explaining: Tx = { ...tx, query, one: query as never, maybeOne: query as never }
  for (let at = 0; at < 2; at += 1) await work(explaining)
  return buffers
}
