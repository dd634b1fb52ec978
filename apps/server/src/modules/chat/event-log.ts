import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, DatabaseUnavailable } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { endLease, type LoggedEvent, leaseLog, moveLog, readLog } from './event-log.store.ts'

const everyMs = 500
const leaseMs = 15_000
const eventsAtOnce = 200
/** Messages come first: of its time, a reader that is behind rests so many parts for each one that it works. */
const restFactor = 2

/**
 * Follows the event log of all workspaces, away from the path on which messages are written, and in one process at a time.
 * What was done before a stop, or a death, may be done again.
 * @param reader.version another one than before begins at the start of the log.
 * @param reader.handle gets what happened in one workspace, in order. It works on the state that it finds by then; running
 * again changes nothing.
 */
export function createEventLogReader(
  { db, log }: { db: Database; log: Logger },
  reader: {
    name: string
    version: number
    handle: (workspaceId: string, events: readonly LoggedEvent[]) => Promise<void>
  },
) {
  const { version, handle } = reader
  const self = { name: reader.name, owner: newId() }
  const stopping = new AbortController()
  let running: Promise<void> | null = null

  /** @returns whether there is more to do at once. */
  async function readOn(): Promise<boolean> {
    const place = await leaseLog(db, self, { leaseMs, version })
    if (!place) return false
    const events = await readLog(db, place, eventsAtOnce)
    for (const [workspaceId, some] of Map.groupBy(events, (event) => event.workspaceId)) await handle(workspaceId, some)
    const last = events.at(-1)
    if (!last || !(await moveLog(db, self, last.place))) return false
    return events.length === eventsAtOnce
  }

  const rest = (ms: number) => sleep(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {})

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      const startedAt = performance.now()
      const isBehind = await readOn().catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailable))
          log.error({ err: error, reader: self.name }, 'The event log could not be followed.')
        return false
      })
      await rest(isBehind ? restFactor * (performance.now() - startedAt) : everyMs)
    }
    // Another process may go on at once.
    await endLease(db, self).catch(() => {})
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
