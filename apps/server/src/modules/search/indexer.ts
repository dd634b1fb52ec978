import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, DatabaseUnavailable } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { SEARCH_TERMS_VERSION } from '../../platform/text/index.ts'
import { indexEvents } from './index-messages.ts'
import { endLease, eventsAfter, leaseIndexing, moveIndexing } from './message-index.store.ts'

const everyMs = 500
const leaseMs = 15_000
const eventsAtOnce = 200
/** Messages come first: of its time, what indexes many rests so many parts for each one that it works. */
const restFactor = 2

/**
 * Follows the event log with the index, away from the path on which messages are written, and one process at a time. What
 * was done before it stopped, or died, is done again or gone on with.
 */
export function createIndexer({ db, log }: { db: Database; log: Logger }) {
  const owner = newId()
  const stopping = new AbortController()
  let running: Promise<void> | null = null

  /** @returns whether there is more to do at once. */
  async function indexNext(): Promise<boolean> {
    const place = await leaseIndexing(db, owner, { leaseMs, version: SEARCH_TERMS_VERSION })
    if (!place) return false
    const events = await eventsAfter(db, place, eventsAtOnce)
    for (const [workspaceId, some] of Map.groupBy(events, (event) => event.workspaceId)) {
      await indexEvents(db, workspaceId, some)
    }
    const last = events.at(-1)
    if (!last || !(await moveIndexing(db, owner, last.place))) return false
    return events.length === eventsAtOnce
  }

  const rest = (ms: number) => sleep(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {})

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      const startedAt = performance.now()
      const isBehind = await indexNext().catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailable)) log.error({ err: error }, 'Messages could not be indexed.')
        return false
      })
      await rest(isBehind ? restFactor * (performance.now() - startedAt) : everyMs)
    }
    // Another process may go on at once.
    await endLease(db, owner).catch(() => {})
  }

  return {
    start() {
      running ??= follow()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
