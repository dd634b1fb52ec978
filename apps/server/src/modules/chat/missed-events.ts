import { type Database, DatabaseUnavailable } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { chatTopic, inboxTopic } from './topics.ts'

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
    const topics = rows.flatMap((row) => [chatTopic(row.workspace_id, row.session_id), inboxTopic(row.workspace_id)])
    for (const topic of new Set(topics)) hub.hint(topic)
    const last = rows.at(-1)
    if (last) position = { xid: last.xid, id: last.id }
  }

  const again = () => {
    timer = setTimeout(() => {
      look()
        .catch((error: unknown) => {
          if (!(error instanceof DatabaseUnavailable))
            log.warn({ err: error }, 'Missed events could not be looked for.')
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
