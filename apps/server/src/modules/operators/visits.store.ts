import type { Database, Tx } from '../../platform/database/database.ts'

export type VisitRow = { id: string; reason: string; expires_at: Date; workspace_name: string }

/** Of a workspace that is there: what was deleted is nobody's to read. */
export const readWorkspaceName = async (tx: Tx) =>
  (
    await tx.maybeOne<{ name: string }>('select name from workspaces where id = $1 and deleted_at is null', [
      tx.workspaceId,
    ])
  )?.name

export const insertVisit = (tx: Tx, visit: { id: string; userId: string; reason: string; expiresAt: Date }) =>
  tx.query('insert into operator_visits (workspace_id, id, user_id, reason, expires_at) values ($1, $2, $3, $4, $5)', [
    tx.workspaceId,
    visit.id,
    visit.userId,
    visit.reason,
    visit.expiresAt,
  ])

/** One's own, while it lasts. */
export const findVisit = (tx: Tx, visit: { id: string; userId: string; now: Date }) =>
  tx.maybeOne<VisitRow>(
    `select v.id, v.reason, v.expires_at, w.name as workspace_name
     from operator_visits v join workspaces w on w.id = v.workspace_id and w.deleted_at is null
     where v.workspace_id = $1 and v.id = $2 and v.user_id = $3 and v.expires_at > $4`,
    [tx.workspaceId, visit.id, visit.userId, visit.now],
  )

export const deleteVisit = (tx: Tx, id: string) =>
  tx.query('delete from operator_visits where workspace_id = $1 and id = $2', [tx.workspaceId, id])

export const forgetVisits = (db: Database, before: Date) => db.query('select forget_operator_visits($1)', [before])
