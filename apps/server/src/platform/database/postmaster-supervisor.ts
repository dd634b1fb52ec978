import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.ts'
import { describeExit, type Exit, type Postmaster } from './postmaster.ts'

const firstPauseMs = 100
const longestPauseMs = 10_000
/** A run as long as this counts as healthy again. */
const healthyMs = 60_000

export interface Supervised {
  readonly pid: number
  stop(): Promise<void>
}

/**
 * Keeps a PostgreSQL running: what ends by itself is started again, after a pause that doubles up to 10 s. It never
 * gives up: what stands in the way (a full disk, say) may go, and until then the server answers that it is unavailable.
 */
export async function keepRunning(
  start: (signal: AbortSignal) => Promise<Postmaster>,
  log: Log,
  onUnexpectedExit: (exit: Exit) => void = () => {},
): Promise<Supervised> {
  const stopping = new AbortController()
  let current = await start(stopping.signal)
  // When the process ends without a proper stop and there is no parent-death signal: at least ask.
  const lastWord = () => {
    try {
      process.kill(current.pid, 'SIGINT')
    } catch {
      // It has ended already.
    }
  }
  process.once('exit', lastWord)

  const watch = async () => {
    let pauseMs = firstPauseMs
    for (;;) {
      const startedAt = Date.now()
      const exit = await current.exited
      if (stopping.signal.aborted) return
      if (Date.now() - startedAt > healthyMs) pauseMs = firstPauseMs
      log.error({ pid: current.pid, exit: describeExit(exit) }, 'PostgreSQL has ended by itself; starting it again.')
      onUnexpectedExit(exit)
      const next = await startAgain()
      if (!next) return
      current = next
      if (stopping.signal.aborted) return
      log.info({ pid: current.pid }, 'PostgreSQL runs again.')
    }

    async function startAgain(): Promise<Postmaster | undefined> {
      for (;;) {
        await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {})
        if (stopping.signal.aborted) return undefined
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
        try {
          return await start(stopping.signal)
        } catch (error) {
          log.error({ err: error, nextTryMs: pauseMs }, 'PostgreSQL could not be started again.')
        }
      }
    }
  }
  const watching = watch()

  return {
    get pid() {
      return current.pid
    },
    async stop() {
      stopping.abort()
      process.removeListener('exit', lastWord)
      await current.stop()
      await watching
      // A start that was under way when the stop came has finished by now.
      await current.stop()
    },
  }
}
