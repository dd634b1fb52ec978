import { createLogCounter } from '../../apps/server/src/modules/analytics/count-log.ts'
import * as figures from '../../apps/server/src/modules/analytics/figures.service.ts'
import { createWidgetsModule } from '../../apps/server/src/modules/widgets/index.ts'
import { createDatabase, type Database, type Tx } from '../../apps/server/src/platform/database/database.ts'
import { migrate } from '../../apps/server/src/platform/database/migrate.ts'
import { appRole } from '../../apps/server/src/platform/database/role-names.ts'
import { createHub } from '../../apps/server/src/platform/realtime/hub.ts'
import { createLog } from '../../apps/server/src/platform/telemetry/log.ts'
import { seedWorkspace } from '../../apps/server/src/seed/seed-workspace.ts'
import { migrationsFolder } from '../../apps/server/src/testing/test-postgres.ts'
import type { Figure } from '../figures.ts'
import { startOwnPostgres } from '../tools/own-postgres.ts'

const small = { chats: 500, messages: 20_000 }
const large = { chats: 5_000, messages: 200_000 }
const days = 90

type Reading = (tx: Tx) => Promise<unknown>
type Read = { rows: number; ms: number }

/** P12: the rows that the analytics page reads of 90 days, at ten times the messages in them. */
export async function analyticsFigures(): Promise<Figure[]> {
  const few = await readAt(small)
  const many = await readAt(large)
  return Object.entries(many.parts).map(([name, { rows, ms }]) => {
    const before = few.parts[name]?.rows ?? rows
    return {
      id: 'P12',
      measure: `${name}: rows read of ${days} days at 200 k messages against 20 k (${rows} and ${before}; ${Math.round(ms)} ms)`,
      value: rows / Math.max(1, before),
      unit: '×',
      // Quarters, ranges of times and questions that nobody had yet: there are only so many of them.
      reach: 2,
      goal: 1,
    }
  })
}

async function readAt({ chats, messages }: typeof small): Promise<{ parts: Record<string, Read> }> {
  const postgres = await startOwnPostgres()
  const log = createLog('silent')
  const connectionString = postgres.connection('postgres')
  await migrate({ connectionString, folder: migrationsFolder, log, loginRoles: true, appLogin: undefined })
  const db = createDatabase({ connectionString: postgres.connection(appRole), log, statementTimeoutMs: 60_000 })
  try {
    const workspaceId = await filled(db, { chats, messages })
    await postgres.asAdmin((client) => client.query('vacuum analyze'))
    const to = new Date().toISOString().slice(0, 10)
    const range = { from: new Date(Date.now() - (days - 1) * 24 * 3600_000).toISOString().slice(0, 10), to }
    const parts: Record<string, Reading> = {
      figures: (tx) => figures.readAnalytics(tx, range),
      questions: (tx) => figures.readQuestions(tx, range, 'all'),
      providers: (tx) => figures.readProviders(tx, range),
      team: (tx) => figures.readWorkload(tx, range),
    }
    const read: Record<string, Read> = {}
    for (const [name, part] of Object.entries(parts)) {
      const rows = await db.transaction(workspaceId, (tx) => rowsOf(tx, part))
      const startedAt = performance.now()
      await db.snapshot(workspaceId, part)
      read[name] = { rows, ms: performance.now() - startedAt }
    }
    return { parts: read }
  } finally {
    await db.close()
    await postgres.remove()
  }
}

async function filled(db: Database, size: typeof small): Promise<string> {
  const log = createLog('silent')
  const widgets = createWidgetsModule({
    db,
    hub: await createHub(log, null),
    publicUrl: () => '',
    nowMs: Date.now,
    onAiPaused: async () => {},
    assertRoomFor: async () => {},
    onShown() {},
  })
  const seeded = await seedWorkspace(
    { db, hashPassword: async () => '', makeWidget: widgets.make, nowMs: Date.now },
    { ...size, members: 20, days, chanceStart: 1 },
  )
  const counter = createLogCounter({ db, log, nowMs: Date.now })
  counter.start()
  while ((await db.query('select uncounted_workspaces(1)')).length > 0)
    await new Promise((resolve) => setTimeout(resolve, 500))
  await counter.stop()
  return seeded.workspaceId
}

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: Plan[]
} & Record<string, unknown>

/** Rows of tables that the product's own statements look at, as the app's role, those that are filtered out included. */
async function rowsOf(tx: Tx, reading: Reading): Promise<number> {
  let rows = 0
  const query = async (text: string, values?: unknown[]) => {
    const [row] = await tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (analyze, format json) ${text}`, values)
    if (row) rows += rowsIn(row['QUERY PLAN'][0].Plan)
    return tx.query(text, values)
  }
  const explaining: Tx = {
    ...tx,
    query: query as Tx['query'],
    one: (async (text: string, values?: unknown[]) => (await query(text, values))[0]) as Tx['one'],
    maybeOne: (async (text: string, values?: unknown[]) => (await query(text, values))[0]) as Tx['maybeOne'],
  }
  await reading(explaining)
  return rows
}

function rowsIn(plan: Plan): number {
  const filtered = Number(plan['Rows Removed by Filter'] ?? 0)
  const own = plan['Relation Name'] ? (plan['Actual Rows'] + filtered) * plan['Actual Loops'] : 0
  return own + (plan.Plans ?? []).reduce((sum, child) => sum + rowsIn(child), 0)
}
