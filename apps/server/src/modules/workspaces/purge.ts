import { recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { keptMs } from './life.service.ts'
import * as store from './life.store.ts'

const workspacesAtOnce = 50
/** Of one transaction: it holds locks for moments, and a stop waits for it. */
const rowsAtOnce = 1000

/**
 * Removes for good what was deleted too long ago to be restored, in many short transactions. One that is cut goes on the
 * next time: until all its rows are gone, the workspace itself stays.
 */
export async function purgeDeleted(
  { db, nowMs }: { db: Database; nowMs: () => number },
  signal: AbortSignal,
): Promise<void> {
  const before = new Date(nowMs() - keptMs)
  while (!signal.aborted) {
    const rows = await db.query<{ id: string }>('select * from workspaces_to_purge($1, $2)', [before, workspacesAtOnce])
    if (rows.length === 0) return
    for (const { id } of rows) if (await removeRows(db, id, before, signal)) await removeWorkspace(db, id, before)
  }
}

/** @returns false when it was cut. */
async function removeRows(db: Database, id: string, before: Date, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const [row] = await db.query<{ count: number }>('select purge_workspace_rows($1, $2, $3) as count', [
      id,
      before,
      rowsAtOnce,
    ])
    if (row?.count === 0) return true
  }
  return false
}

const removeWorkspace = (db: Database, id: string, before: Date) =>
  db.transaction(id, async (tx) => {
    const gone = await store.purge(tx, before)
    if (!gone) return
    // The workspace's own log has gone with it.
    const target = { kind: 'workspace', id, name: gone.name }
    await recordAudit({ ...tx, workspaceId: null }, { actor: { kind: 'system' }, action: 'workspace.purged', target })
  })
