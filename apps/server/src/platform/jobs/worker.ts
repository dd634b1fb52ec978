import { parseCronItems, run, runMigrations, type Task } from 'graphile-worker'
import { createPool } from '../database/pool.ts'
import type { Module } from '../module.ts'
import type { Logger } from '../telemetry/log.ts'
import { createWorkerLog } from './worker-log.ts'

const concurrency = 4

/** Jobs are enqueued by processes that run none, so the queue's tables are there from the start. */
export async function migrateWorkerSchema(connectionString: string, log: Logger): Promise<void> {
  const pgPool = createPool({ connectionString, log, maxConnections: 1 })
  try {
    await runMigrations({ pgPool, logger: createWorkerLog(log) })
  } finally {
    await pgPool.end()
  }
}

/**
 * Runs the modules' jobs and schedules until stopped.
 * @param connectionString as the role that owns the worker's schema.
 */
export async function startJobWorker(options: {
  connectionString: string
  modules: readonly Module[]
  log: Logger
}): Promise<{ stop(): Promise<void> }> {
  const { modules, log } = options
  const handlers = Object.assign({}, ...modules.map((module) => module.jobs ?? {})) as NonNullable<Module['jobs']>
  const schedule = Object.assign({}, ...modules.map((module) => module.schedule ?? {})) as Record<string, string>
  const stopping = new AbortController()
  /** A job that gave up because of the stop runs again: that is no failure. */
  const wasCut = (error: unknown) =>
    stopping.signal.aborted && (error === stopping.signal.reason || (error as Error | null)?.name === 'AbortError')

  const taskList: Record<string, Task> = {}
  for (const [name, handle] of Object.entries(handlers)) {
    taskList[name] = async (payload) => {
      const startedAt = performance.now()
      try {
        await handle((payload ?? {}) as Record<string, unknown>, { signal: stopping.signal })
        log.debug({ job: name, durationMs: Math.round(performance.now() - startedAt) }, 'a job is done')
      } catch (error) {
        if (wasCut(error)) log.info({ job: name }, 'a job was cut by the stop and will run again')
        else log.error({ err: error, job: name }, 'a job failed and will be tried again')
        throw error
      }
    }
  }
  for (const name of Object.keys(schedule)) {
    if (!taskList[name]) throw new Error(`The schedule names the job ${name}, which no module has.`)
  }

  // Its own pool would let a connection that breaks while it is closing end this process.
  const pgPool = createPool({ connectionString: options.connectionString, log, maxConnections: concurrency + 2 })
  const runner = await run({
    pgPool,
    taskList,
    parsedCronItems: parseCronItems(
      Object.entries(schedule).map(([task, match]) => ({ task, match, identifier: task })),
    ),
    concurrency,
    pollInterval: 2000,
    noHandleSignals: true,
    logger: createWorkerLog(log, wasCut),
  }).catch(async (error: unknown) => {
    await pgPool.end()
    throw error
  })
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'The job worker ended.'))

  return {
    async stop() {
      stopping.abort()
      await runner.stop()
      await pgPool.end()
    },
  }
}
