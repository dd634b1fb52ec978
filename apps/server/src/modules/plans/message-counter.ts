import type { Logger } from '../../platform/telemetry/log.ts'

const everyMs = 5000
const eventsAtOnce = 10_000

/**
 * Counts messages into months every few seconds, away from the path on which they are written.
 * @param count reads at most so many events, and says how many it read.
 */
export function createMessageCounter(count: (max: number) => Promise<number>, log: Logger) {
  let timer: NodeJS.Timeout | undefined
  let counting: Promise<void> | null = null
  let isStopped = false

  async function countAll(): Promise<void> {
    try {
      while (!isStopped && (await count(eventsAtOnce)) === eventsAtOnce);
    } catch (error) {
      // The database is away for a moment: nothing is lost, the next count begins where the last one ended.
      log.warn({ err: error }, 'Messages could not be counted.')
    }
  }

  return {
    start() {
      timer = setInterval(() => {
        counting ??= countAll().finally(() => (counting = null))
      }, everyMs)
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await counting
    },
  }
}
