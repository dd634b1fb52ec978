import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { deafMs } from '../platform/cache.ts'
import { openConnections } from '../platform/database/connections.ts'
import { createDatabase, type Database, DatabaseUnavailable } from '../platform/database/database.ts'
import { DataFolderInUse } from '../platform/database/embedded-errors.ts'
import { appRole } from '../platform/database/role-names.ts'
import { runningEmbeddedUrl } from '../platform/database/running-embedded.ts'
import { createHub, type Hub } from '../platform/realtime/hub.ts'
import { connectNotify } from '../platform/realtime/notify-transport.ts'
import { connectRedis, createRedis } from '../platform/realtime/redis-transport.ts'
import type { Logger } from '../platform/telemetry/log.ts'
import { Refused } from './refused.ts'

const reachWithinMs = 20_000
const redisWithinMs = 3000

/** `hub` reaches the servers that share a database; an embedded one's server listens to nobody else. */
export type Reached = { db: Database; hub: Hub; close: () => Promise<void> }

/**
 * Connects to the database that the configuration names. The embedded one is reached through the socket of the server
 * that runs it, whose lock is left alone; with no such server it is started for as long as this takes.
 */
export async function reachDatabase(config: Config, log: Logger): Promise<Reached> {
  if (config.databaseUrl !== null) return reachServers(config, log)
  if (!holdsSomething(join(config.dataDir, 'postgres'))) {
    const folder = config.dataDir
    throw new Refused(
      `There is no database in ${folder} yet. Start MiniChat once (npm start), or set DATA_DIR or DATABASE_URL.`,
    )
  }
  const deadline = Date.now() + reachWithinMs
  for (;;) {
    try {
      return await startForTheMoment(config, log)
    } catch (error) {
      if (!(error instanceof DataFolderInUse)) throw error
    }
    try {
      return await reachRunning(config, log)
    } catch (error) {
      // That server is just starting, or has just stopped.
      if (!(error instanceof DatabaseUnavailable) || Date.now() > deadline) throw error
    }
    await sleep(250)
  }
}

const holdsSomething = (folder: string) => existsSync(folder) && readdirSync(folder).length > 0

async function startForTheMoment(config: Config, log: Logger): Promise<Reached> {
  const connections = await openConnections(config, log)
  const db = createDatabase({ connectionString: connections.app, maxConnections: 2, log })
  return {
    db,
    hub: await createHub(log, null),
    async close() {
      await db.close()
      await connections.stop()
    },
  }
}

async function reachRunning(config: Config, log: Logger): Promise<Reached> {
  const db = createDatabase({
    connectionString: await runningEmbeddedUrl(config.dataDir, appRole),
    maxConnections: 2,
    log,
  })
  try {
    await db.query('select 1')
    const reached = await withHub(db, config, log, null)
    // What the server read before is believed for so long: then all that was changed holds there as well.
    return { ...reached, close: () => sleep(deafMs).then(reached.close) }
  } catch (error) {
    await db.close()
    throw error
  }
}

async function reachServers(config: Config, log: Logger): Promise<Reached> {
  const { app, appRole: role, direct } = await openConnections(config, log)
  const db = createDatabase({ connectionString: app, role, maxConnections: 2, log })
  try {
    await db.query('select 1')
    return await withHub(db, config, log, direct)
  } catch (error) {
    await db.close()
    throw error
  }
}

/**
 * The same way between processes as the servers use: Redis where there is one, else NOTIFY.
 * @param listenUrl null: the database is the embedded one, whose server does not listen.
 */
async function withHub(db: Database, config: Config, log: Logger, listenUrl: string | null): Promise<Reached> {
  const redis = config.redisUrl ? createRedis(config.redisUrl, log) : null
  if (redis) await once(redis, 'ready', { signal: AbortSignal.timeout(redisWithinMs) }).catch(() => {})
  const send = (text: string, values: unknown[]) => db.query(text, values)
  const hub = await createHub(
    log,
    redis
      ? (deliver, onGap) => connectRedis({ redis, log }, deliver, onGap)
      : listenUrl
        ? (deliver, onGap) => connectNotify({ connectionString: listenUrl, send, log }, deliver, onGap)
        : null,
  )
  return {
    db,
    hub,
    async close() {
      // What was published goes out in the next turn of the event loop.
      await new Promise(setImmediate)
      await redis?.quit().catch(() => redis.disconnect())
      await hub.close()
      await db.close()
    },
  }
}
