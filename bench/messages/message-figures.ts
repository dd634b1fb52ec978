import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Figure, median, ratios } from '../figures.ts'
import { usageOf } from '../processes.ts'
import { startBenchServer } from '../tools/bench-server.ts'
import { ask, startClient } from '../tools/child.ts'
import { type OwnPostgres, startOwnPostgres } from '../tools/own-postgres.ts'
import type { LoadResult } from './load-client.ts'
import { type Chat, makeTenants } from './tenants.ts'

const rounds = 5
const workspaces = 16
const connections = 64
const warmUpMs = 1500
const measureMs = 4000
const aloneMs = 2000
const poolSizes = [5, 10, 20, 40]
const drainWithinMs = 120_000

/** How messages are written: the product's way, or one function call for each request on a pool of some size. */
type Way = { name: string; writer: { maxRows?: number; inFlight?: number }; env: Record<string, string> }
const product: Way = { name: 'group commit', writer: {}, env: {} }
const reference = (poolSize: number): Way => ({
  name: `one call per request, ${poolSize} connections`,
  writer: { maxRows: 1, inFlight: poolSize },
  env: { DATABASE_POOL_SIZE: String(poolSize + 1) },
})

type Measured = { perSecond: number; cpuMicroseconds: number; p50Ms: number }

/** P1 to P4: the whole way of a message, from the socket to the durable commit and back. */
export async function messageFigures(): Promise<Figure[]> {
  const postgres = await startOwnPostgres()
  try {
    const best = await bestReference(postgres)
    const all: { product: Round; reference: Round; pgbenchPerSecond: number | null }[] = []
    for (let at = 0; at < rounds; at += 1) {
      all.push({
        product: await round(postgres, product),
        reference: await round(postgres, best),
        pgbenchPerSecond: await pgbench(postgres),
      })
    }
    const against = (of: (one: Round) => number) => all.map((one) => of(one.product) / of(one.reference))
    const rate = ({ many }: Round) => many.perSecond
    const cpu = ({ many }: Round) => many.cpuMicroseconds
    const middle = (way: 'product' | 'reference', of: (one: Round) => number) =>
      median(all.map((one) => of(one[way]))).toFixed(0)
    const shown = (of: (one: Round) => number, unit: string) =>
      `${middle('product', of)} against ${middle('reference', of)} ${unit}`
    const pgbenchRatios = all.flatMap((one) =>
      one.pgbenchPerSecond ? [one.product.many.perSecond / one.pgbenchPerSecond] : [],
    )
    return [
      ratios('P1', `messages/s, ${connections} connections: ${shown(rate, '/s')} (${best.name})`, against(rate), {
        reach: 2.5,
        goal: 3.3,
        isFloor: true,
      }),
      ratios(
        'P1',
        `the same with the worker on and its backlog drained: ${shown(({ withWorker }) => withWorker.perSecond, '/s')}`,
        against(({ withWorker }) => withWorker.perSecond),
        { reach: 2.5, goal: 3.3, isFloor: true },
      ),
      ratios('P2', `CPU of server and PostgreSQL per message: ${shown(cpu, 'µs')}`, against(cpu), {
        reach: 0.4,
        goal: 0.29,
      }),
      ...(pgbenchRatios.length > 0
        ? [
            ratios(
              'P3',
              `messages/s against one-row INSERTs of pgbench (${median(all.map((one) => one.pgbenchPerSecond ?? 0)).toFixed(0)}/s)`,
              pgbenchRatios,
              { reach: 1, goal: 1.5, isFloor: true },
            ),
          ]
        : []),
      ratios(
        'P4',
        `one message alone: ${shown(({ alone }) => alone.p50Ms * 1000, 'µs')}`,
        against(({ alone }) => alone.p50Ms),
        { reach: 1.25, goal: 1 },
      ),
    ]
  } finally {
    await postgres.remove()
  }
}

type Round = { many: Measured; alone: Measured; withWorker: Measured }

async function bestReference(postgres: OwnPostgres): Promise<Way> {
  let best: { way: Way; perSecond: number } | undefined
  for (const size of poolSizes) {
    const way = reference(size)
    const { perSecond } = await onServer(postgres, way, false, (load) => load(connections, measureMs / 2))
    if (!best || perSecond > best.perSecond) best = { way, perSecond }
  }
  return (best as { way: Way }).way
}

async function round(postgres: OwnPostgres, way: Way): Promise<Round> {
  const { many, alone } = await onServer(postgres, way, false, async (load) => ({
    many: await load(connections, measureMs),
    alone: await load(1, aloneMs),
  }))
  const withWorker = await onServer(postgres, way, true, (load) => load(connections, measureMs))
  return { many, alone, withWorker }
}

type Load = (connectionCount: number, durationMs: number) => Promise<Measured>

/**
 * Starts a server, warms it up, and lets `work` put load on it.
 * @param hasWorker answers are claimed and settled meanwhile and until none is left, which counts; the AI is paused, so
 * that what a responder does does not.
 */
async function onServer<T>(
  postgres: OwnPostgres,
  way: Way,
  hasWorker: boolean,
  work: (load: Load) => Promise<T>,
): Promise<T> {
  // The role of an API server needs an address of a database, but connects where the bench says.
  const apiOnly = { MINICHAT_ROLE: 'api', DATABASE_URL: 'postgres://unused/unused' }
  const server = await startBenchServer(postgres, {
    writer: way.writer,
    env: { ...way.env, ...(hasWorker ? {} : apiOnly) },
  })
  const client = startClient(new URL('./load-client.ts', import.meta.url))
  try {
    const chats = await makeTenants(postgres, workspaces, connections)
    await postgres.asAdmin((admin) => admin.query('update workspaces set ai_paused = true'))
    const settle = () => (hasWorker ? drained(postgres) : discardBacklog(postgres))
    const { hostname: host, port } = new URL(server.url)
    const send = async (used: Chat[], durationMs: number) =>
      (await ask(client, { host, port: Number(port), chats: used, durationMs })) as LoadResult
    await send(chats, warmUpMs)
    await settle()
    return await work(async (connectionCount, durationMs) => {
      const before = cpuOf(server.pid, postgres.pid)
      const { accepted, refused, latenciesMs } = await send(chats.slice(0, connectionCount), durationMs)
      if (refused > 0) throw new Error(`${refused} messages were refused.`)
      if (hasWorker) await settle()
      const cpuMicroseconds = (cpuOf(server.pid, postgres.pid) - before) / accepted
      if (!hasWorker) await settle()
      return { perSecond: accepted / (durationMs / 1000), cpuMicroseconds, p50Ms: median(latenciesMs) }
    })
  } finally {
    client.disconnect()
    await server.stop()
  }
}

/** Every answer that a message asked for has been settled: none is lost on the way. */
async function drained(postgres: OwnPostgres): Promise<void> {
  const giveUpAt = performance.now() + drainWithinMs
  while ((await openAnswers(postgres)) > 0) {
    if (performance.now() > giveUpAt) throw new Error('The backlog of answers was not drained in time.')
    await sleep(100)
  }
}

const openAnswers = (postgres: OwnPostgres) =>
  postgres.asAdmin(async (admin) => {
    const { rows } = await admin.query(`select count(*)::int as n from answers where status in ('pending', 'running')`)
    return rows[0].n as number
  })

/** What nobody works on must not slow down the next. */
const discardBacklog = (postgres: OwnPostgres) =>
  postgres.asAdmin((admin) => admin.query(`update answers set status = 'cancelled' where status = 'pending'`))

const cpuOf = (serverPid: number, postgresPid: number) => {
  const server = usageOf(serverPid)
  const database = usageOf(postgresPid)
  if (!server || !database) throw new Error('There is no /proc to read CPU time from.')
  return (server.own.cpuMs + database.own.cpuMs + database.children.cpuMs) * 1000
}

/** Durable one-row inserts per second of as many clients; null where pgbench is not installed. */
async function pgbench(postgres: OwnPostgres): Promise<number | null> {
  if (spawnSync('pgbench', ['--version']).status !== 0) return null
  await postgres.asAdmin((admin) =>
    admin.query(
      'create table if not exists bench_rows (id bigserial primary key, chat uuid not null, body text not null)',
    ),
  )
  const folder = await mkdtemp(join(tmpdir(), 'minichat-pgbench-'))
  try {
    const script = join(folder, 'insert.sql')
    await writeFile(
      script,
      `insert into bench_rows (chat, body) values (gen_random_uuid(), 'Message: how long does shipping to Chiang Mai take?');\n`,
    )
    const options = [
      '-n',
      '-f',
      script,
      '-c',
      String(connections),
      '-j',
      '2',
      '-T',
      String(measureMs / 1000),
      postgres.connection('postgres'),
    ]
    const { stdout } = await promisify(execFile)('pgbench', options)
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
