import type { Visit } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import { deleteVisit, findVisit, insertVisit, readWorkspaceName, type VisitRow } from './visits.store.ts'

const visitMs = 3600_000

/** Operators look into the chats of a workspace only like this: with a reason that its owners see, for an hour, reading. */
export function createVisits({ db, nowMs }: { db: Database; nowMs: () => number }) {
  /** @throws AppError NOT_FOUND for whatever is not the caller's visit, or is over. */
  async function findIn(tx: Tx, actor: PersonActor, id: string): Promise<VisitRow> {
    const visit = await findVisit(tx, { id, userId: actor.userId, now: new Date(nowMs()) })
    if (!visit) throw new AppError('NOT_FOUND')
    return visit
  }

  const present = (workspaceId: string, row: VisitRow): Visit => ({
    id: row.id,
    workspace: { id: workspaceId, name: row.workspace_name },
    reason: row.reason,
    expiresAt: row.expires_at.toISOString(),
  })

  return {
    begin: (actor: PersonActor, workspaceId: string, reason: string): Promise<Visit> =>
      db.transaction(workspaceId, async (tx) => {
        const name = await readWorkspaceName(tx)
        if (name === undefined) throw new AppError('NOT_FOUND')
        const expiresAt = new Date(nowMs() + visitMs)
        const id = newId()
        await insertVisit(tx, { id, userId: actor.userId, reason, expiresAt })
        await recordAudit(tx, {
          actor,
          action: 'workspace.visited_by_operator',
          target: { kind: 'workspace', id: workspaceId, name },
          after: { reason, until: expiresAt.toISOString() },
        })
        return present(workspaceId, { id, reason, expires_at: expiresAt, workspace_name: name })
      }),

    get: (actor: PersonActor, workspaceId: string, visitId: string): Promise<Visit> =>
      db.transaction(workspaceId, async (tx) => present(workspaceId, await findIn(tx, actor, visitId))),

    end: (actor: PersonActor, workspaceId: string, visitId: string): Promise<void> =>
      db.transaction(workspaceId, async (tx) => {
        const visit = await findIn(tx, actor, visitId)
        await deleteVisit(tx, visitId)
        await recordAudit(tx, {
          actor,
          action: 'workspace.visit_ended',
          target: { kind: 'workspace', id: workspaceId, name: visit.workspace_name },
        })
      }),

    /** Reads something of the workspace, in a transaction that has looked whether the visit still lasts. */
    during: <T>(actor: PersonActor, workspaceId: string, visitId: string, read: (tx: Tx) => Promise<T>): Promise<T> =>
      db.transaction(workspaceId, async (tx) => {
        await findIn(tx, actor, visitId)
        return read(tx)
      }),
  }
}

export type Visits = ReturnType<typeof createVisits>
