import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { followMissedEvents, type WriterOptions } from './modules/chat/index.ts'
import type { Connections } from './platform/database/connections.ts'
import { createDatabase } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { assertPlainRole } from './platform/database/roles.ts'
import { migrateWorkerSchema, startJobWorker } from './platform/jobs/worker.ts'
import { hasMailbox } from './platform/mail/dev-mailbox.ts'
import { createHub } from './platform/realtime/hub.ts'
import { connectNotify } from './platform/realtime/notify-transport.ts'
import { connectRedis, createRedis } from './platform/realtime/redis-transport.ts'
import { announceKeys } from './platform/secrets/key-holders.ts'
import { readOrMakeKeyRing } from './platform/secrets/master-key.ts'
import { createSecrets } from './platform/secrets/secrets.ts'
import type { Logger } from './platform/telemetry/log.ts'

const migrations = fileURLToPath(new URL('./migrations', import.meta.url))

/** Whoever was connected before comes back within this time; jobs can wait for them. */
const jobsAfterMs = 3000

export type RunningServer = {
  url: string
  /** The one-time link for the first account, while there is none. */
  setupUrl: string | null
  hasSample: boolean
  /** The page that shows what would have been mailed, where there is one. */
  mailboxUrl: string | null
  stop(): Promise<void>
}

/** Migrates, listens and starts the workers that the configuration names. On failure it stops what it had started. */
export async function startServer(deps: {
  config: Config
  log: Logger
  connections: Connections
  /** For measuring. */
  writer?: WriterOptions
}): Promise<RunningServer> {
  const { config, log, connections } = deps
  const undo: (() => Promise<unknown>)[] = [connections.stop]
  const stop = async () => {
    for (const step of undo.reverse()) await step()
  }
  try {
    await migrate({
      connectionString: connections.migration,
      folder: migrations,
      log,
      loginRoles: connections.isEmbedded,
      appLogin: connections.appLogin,
    })
    await migrateWorkerSchema(connections.worker, log)
    const db = createDatabase({
      connectionString: connections.app,
      maxConnections: config.databasePoolSize,
      log,
      role: connections.appRole,
    })
    undo.push(() => db.close())
    await assertPlainRole(db)

    const redis = config.redisUrl ? createRedis(config.redisUrl, log) : null
    if (redis) undo.push(async () => redis.disconnect())
    const hub = await createHub(log, transportFor(deps, redis, db))
    undo.push(() => hub.close())
    if (!connections.isEmbedded) {
      const following = followMissedEvents({ db, hub, log })
      undo.push(async () => following.stop())
    }

    const masterKey = config.secretKeys ?? (await readOrMakeKeyRing(config.dataDir))
    const holding = await announceKeys({ db, secrets: createSecrets(masterKey), log })
    undo.push(() => holding.stop())

    let url = config.publicUrl ?? ''
    const app = await createApp({
      config,
      db,
      hub,
      redis,
      log,
      isAlone: connections.isEmbedded,
      masterKey,
      publicUrl: () => url,
      ...(deps.writer ? { writer: deps.writer } : {}),
    })
    const setupToken = config.servesApi ? await app.makeSetupToken() : null
    if (config.sample && setupToken) await app.ensureSample()
    undo.push(() => app.stop())
    await app.http.listen({ port: config.port, host: config.host })
    const { port } = app.http.server.address() as AddressInfo
    url ||= `http://${config.host.includes(':') ? `[${config.host}]` : config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`

    if (config.runsWorker) {
      app.startWorkers()
      const startJobs = () => startJobWorker({ connectionString: connections.worker, modules: app.modules, log })
      undo.push(startLater(startJobs, jobsAfterMs, log))
    }
    return {
      url,
      setupUrl: setupToken ? `${url}/setup#token=${setupToken}` : null,
      hasSample: config.servesApi && (await app.hasSample()),
      mailboxUrl: hasMailbox(config) ? `http://127.0.0.1:${port}/dev/mailbox` : null,
      stop,
    }
  } catch (error) {
    await stop().catch((failure: unknown) => log.warn({ err: failure }, 'Not everything could be stopped.'))
    throw error
  }
}

/** Starts something after a while, and again when it could not be. @returns what stops it, started or not. */
function startLater(
  start: () => Promise<{ stop: () => Promise<unknown> }>,
  afterMs: number,
  log: Logger,
): () => Promise<unknown> {
  const stopping = new AbortController()
  const starting = (async () => {
    for (;;) {
      await sleep(afterMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return null
      try {
        return await start()
      } catch (error) {
        log.error({ err: error }, 'The job worker could not be started; it is tried again.')
      }
    }
  })()
  return async () => {
    stopping.abort()
    await (await starting)?.stop()
  }
}

/** One process alone needs none. */
function transportFor(
  { config, log, connections }: { config: Config; log: Logger; connections: Connections },
  redis: ReturnType<typeof createRedis> | null,
  db: ReturnType<typeof createDatabase>,
): Parameters<typeof createHub>[1] {
  if (redis && config.redisUrl) return (deliver, onGap) => connectRedis({ redis, log }, deliver, onGap)
  if (connections.isEmbedded) return null
  const send = (text: string, values: unknown[]) => db.query(text, values)
  return (deliver, onGap) => connectNotify({ connectionString: connections.direct, send, log }, deliver, onGap)
}
