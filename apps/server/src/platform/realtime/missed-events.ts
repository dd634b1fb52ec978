import type { Database } from '../database/database.ts'
import { DatabaseUnavailable } from '../database/database.ts'
import type { Logger } from '../telemetry/log.ts'
import type { Hub } from './hub.ts'

const lookEveryMs = 1000
const batch = 500

/**
 * Notices between processes may be lost. Once a second this looks at what was committed since, and gives this process's
 * followers a hint where something happened; those who know it already ignore it.
 */
export function followMissedEvents(deps: { db: Database; hub: Hub; log: Logger }): { stop(): void } {
  const { db, hub, log } = deps
  let position: { xid: string; id: number } | null = null
  let stopped = false
  let timer: NodeJS.Timeout

  async function look() {
    if (!position) {
      const [head] = await db.query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xid')
      position = head ? { xid: head.xid, id: 0 } : null
      return
    }
    const rows = await db.query<{ xid: string; id: number; workspace_id: string; session_id: string }>(
      'select xid::text as xid, id, workspace_id, session_id from chat_events_since($1::xid8, $2, $3)',
      [position.xid, position.id, batch],
    )
    for (const topic of new Set(rows.flatMap((row) => [`chat:${row.workspace_id}:${row.session_id}`, `inbox:${row.workspace_id}`]))) {
      hub.hint(topic)
    }
    const last = rows.at(-1)
    if (last) position = { xid: last.xid, id: last.id }
  }

  const again = () => {
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => {
          if (!(error instanceof DatabaseUnavailable)) log.warn({ err: error }, 'Missed events could not be looked for.')
        })
        .finally(() => !stopped && again())
    }, lookEveryMs)
  }
  again()
  return {
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
