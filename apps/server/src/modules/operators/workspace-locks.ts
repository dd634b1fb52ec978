import { recordAudit } from '../../platform/audit.ts'
import { createCache } from '../../platform/cache.ts'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor, PersonActor, VisitorActor } from '../../platform/http/actor.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { endMemberStreamsIn } from '../workspaces/index.ts'
import { isLocked, readLock, writeLock } from './workspaces.store.ts'

/** Workspaces that an operator has locked: asked for with every request, so it is kept. */
export function createWorkspaceLocks(deps: {
  db: Database
  hub: Hub
  nowMs: () => number
  /** Called when a lock is stored: answers under way in the workspace are cut. */
  onLocked: (workspaceId: string) => Promise<void>
}) {
  const { db, hub, nowMs } = deps
  const cache = createCache({
    name: 'workspace-locks',
    hub,
    ttlMs: 600_000,
    maxEntries: 10_000,
    nowMs,
    load: (workspaceId) => db.transaction(workspaceId, isLocked),
  })

  const change = (actor: PersonActor, workspaceId: string, reason: string | null): Promise<boolean> =>
    db.transaction(workspaceId, async (tx) => {
      const before = await readLock(tx)
      if (!before) throw new AppError('NOT_FOUND')
      if ((before.locked_at !== null) === (reason !== null)) return false
      await writeLock(tx, reason)
      await recordAudit(tx, {
        actor,
        action: reason === null ? 'workspace.unlocked_by_operator' : 'workspace.locked_by_operator',
        target: { kind: 'workspace', id: workspaceId, name: before.name },
        ...(reason === null ? {} : { after: { reason } }),
      })
      tx.afterCommit(() => cache.invalidate(workspaceId))
      if (reason !== null) await endMemberStreamsIn(tx, hub)
      return true
    })

  return {
    async lock(actor: PersonActor, workspaceId: string, reason: string): Promise<void> {
      if (await change(actor, workspaceId, reason)) await deps.onLocked(workspaceId)
    },
    unlock: (actor: PersonActor, workspaceId: string) => change(actor, workspaceId, null),

    /** @throws AppError WORKSPACE_LOCKED. */
    async admitMember(actor: MemberActor | null): Promise<MemberActor | null> {
      if (actor && (await cache.get(actor.workspaceId))) throw new AppError('WORKSPACE_LOCKED')
      return actor
    },
    /** To visitors a locked workspace is a paused widget. */
    async admitVisitor(actor: VisitorActor): Promise<VisitorActor> {
      return actor.isPaused || !(await cache.get(actor.workspaceId)) ? actor : { ...actor, isPaused: true }
    },
  }
}

export type WorkspaceLocks = ReturnType<typeof createWorkspaceLocks>
