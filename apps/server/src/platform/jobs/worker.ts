import { type CronItem, parseCronItems, type Runner, run, runMigrations, type Task } from 'graphile-worker'
import { createPool } from '../database/pool.ts'
import type { Module } from '../module.ts'
import type { Logger } from '../telemetry/log.ts'
import { createWorkerLog } from './worker-log.ts'

/** So many at once, of quick jobs and of slow ones. */
const concurrency = { quick: 3, slow: 3 }

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
  const maxConnections = concurrency.quick + concurrency.slow + 4
  const pgPool = createPool({ connectionString: options.connectionString, log, maxConnections })
  const runners: Runner[] = []
  const stopAll = async () => {
    // Its promise settles once what became of the last jobs is written down.
    await Promise.all(runners.map((runner) => runner.stop().then(() => runner.promise.catch(() => {}))))
    await pgPool.end()
  }
  const start = async (kind: keyof typeof concurrency, tasks: Record<string, Task>, cron: CronItem[]) => {
    const runner = await run({
      pgPool,
      // Unless in batches, what became of a job is written without waiting for it, and the pool of connections may have
      // ended by then: a job that was cut stayed locked for hours.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: tasks,
      parsedCronItems: parseCronItems(cron),
      concurrency: concurrency[kind],
      pollInterval: 2000,
      noHandleSignals: true,
      logger: createWorkerLog(log, wasCut),
    })
    runners.push(runner)
    runner.promise.catch((error: unknown) => log.error({ err: error }, 'The job worker ended.'))
  }

  const slowNames = new Set(modules.flatMap((module) => module.slowJobs ?? []))
  const [slow = [], quick = []] = [true, false].map((isSlow) =>
    Object.entries(taskList).filter(([name]) => slowNames.has(name) === isSlow),
  )
  try {
    const cron = Object.entries(schedule).map(([task, match]) => ({ task, match, identifier: task }))
    await start('quick', Object.fromEntries(quick), cron)
    if (slow.length > 0) await start('slow', Object.fromEntries(slow), [])
  } catch (error) {
    await stopAll()
    throw error
  }
  return {
    async stop() {
      stopping.abort()
      await stopAll()
    },
  }
}
