import type { Database } from '../../platform/database/database.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { addToDays } from './analytics.store.ts'
import { quarterMs } from './count-events.ts'

const keepForMs = 10_000
/** Of widgets and quarters; what is beyond is not counted, so that nobody fills the memory. */
const mostKept = 20_000

type Reach = 'shown' | 'opened'
type Kept = { workspaceId: string; widgetId: string; metric: Reach; atMs: number; count: number }

/**
 * Counts what leaves no row anywhere: launchers shown, chats opened. Kept in memory and written every few seconds, so a page
 * view costs no write; a process that dies loses those seconds.
 */
export function createReachCounter({ db, log, nowMs }: { db: Database; log: Logger; nowMs: () => number }) {
  let kept = new Map<string, Kept>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  function count(metric: Reach, workspaceId: string, widgetId: string): void {
    const atMs = Math.floor(nowMs() / quarterMs) * quarterMs
    const key = `${widgetId} ${metric} ${atMs}`
    const one = kept.get(key)
    if (one) one.count += 1
    else if (kept.size < mostKept) kept.set(key, { workspaceId, widgetId, metric, atMs, count: 1 })
    timer ??= setTimeout(() => void write(), keepForMs).unref()
  }

  function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const counts = [...kept.values()]
    kept = new Map()
    writing = writing.then(() => store(counts))
    return writing
  }

  async function store(counts: Kept[]): Promise<void> {
    const byWorkspace = Map.groupBy(counts, ({ workspaceId }) => workspaceId)
    for (const [workspaceId, ones] of byWorkspace) {
      const facts = ones.map((one) => ({ ...one, who: '', bin: 0, amount: 0 }))
      await db
        .transaction(workspaceId, (tx) => addToDays(tx, facts))
        // The workspace may be gone; nobody waits for these.
        .catch((error: unknown) => log.warn({ err: error, workspaceId }, 'What was shown could not be counted.'))
    }
  }

  return { count, write }
}
