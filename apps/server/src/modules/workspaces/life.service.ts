import { limits, type Me } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor, PersonActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { tellMembership, tellWorkspaceEnd } from '../../platform/realtime/memberships.ts'
import * as store from './life.store.ts'

/** For so long a deleted workspace can be restored. */
export const keptMs = limits.deletedWorkspaceKeptDays * 24 * 3600_000

export type LifeDeps = {
  db: Database
  hub: Hub
  mail: Mail
  publicUrl: () => string
  nowMs: () => number
  /** Makes the row of the transaction's workspace, and its first widget. */
  makeWithWidget: (tx: Tx, name: string) => Promise<void>
  membershipsChanged: (userId: string) => void
  holdsSecondFactor: (actor: MemberActor) => Promise<boolean>
  /** A workspace was deleted or restored: what is kept in memory of its widgets is read anew. */
  forgetWidgets: () => void
  /** Cuts the answers under way. */
  silenceAll: (workspaceId: string) => Promise<void>
}

/** Making, deleting and restoring workspaces. A deleted one is there for its owners alone, and only to be restored. */
export function createWorkspaceLife(deps: LifeDeps) {
  const { db, hub, mail, nowMs } = deps

  const asOwner = (person: PersonActor, workspaceId: string): MemberActor => ({
    ...person,
    kind: 'member',
    workspaceId,
    role: 'owner',
    keyId: null,
  })
  const restorableUntil = (deletedAt: Date) => new Date(deletedAt.getTime() + keptMs).toISOString()

  const deletedOf = (userId: string) =>
    db.query<store.DeletedRow>(store.deletedQuery, [userId, new Date(nowMs() - keptMs)])

  return {
    /** @throws AppError TOO_MANY_WORKSPACES. */
    make: (person: PersonActor, name: string): Promise<Me['workspaces'][number]> =>
      db.transaction(newId(), async (tx) => {
        await store.lockPerson(tx, person.userId)
        if ((await store.countOwned(tx, person.userId)) >= limits.ownedWorkspacesMax)
          throw new AppError('TOO_MANY_WORKSPACES')
        const id = tx.workspaceId as string
        await deps.makeWithWidget(tx, name)
        await store.insertOwner(tx, person.userId)
        await recordAudit(tx, {
          actor: asOwner(person, id),
          action: 'workspace.made',
          target: { kind: 'workspace', id, name },
        })
        tx.afterCommit(() => deps.membershipsChanged(person.userId))
        return { id, name, role: 'owner', isSample: false, needsSecondFactor: false }
      }),

    /**
     * @param name must be that of the workspace.
     * @throws AppError NOT_ALLOWED for the sample, VALIDATION_ERROR, NOT_FOUND.
     */
    async remove(actor: MemberActor, name: string): Promise<{ restorableUntil: string }> {
      const { workspaceId } = actor
      const deletedAt = new Date(nowMs())
      const until = restorableUntil(deletedAt)
      await db.transaction(workspaceId, async (tx) => {
        const workspace = await store.lockLive(tx)
        if (!workspace) throw new AppError('NOT_FOUND')
        if (workspace.is_sample) throw new AppError('NOT_ALLOWED')
        if (workspace.name !== name.trim()) throw wrongName()
        const members = await store.readMembers(tx)
        // The role may have been taken since the request came.
        if (members.find(({ id }) => id === actor.userId)?.role !== 'owner') throw new AppError('NOT_ALLOWED')
        await store.markDeleted(tx, deletedAt)
        await recordAudit(tx, {
          actor,
          action: 'workspace.deleted',
          target: { kind: 'workspace', id: workspaceId, name: workspace.name },
        })
        const values = {
          workspace: workspace.name,
          actor: actor.name,
          restoreUrl: `${deps.publicUrl()}/workspaces`,
          until,
        }
        for (const { email, locale, role } of members)
          if (role === 'owner') await mail.send(tx, { to: email, locale, template: 'workspace-deleted', values })
        tx.afterCommit(() => {
          deps.forgetWidgets()
          for (const { id: userId } of members) {
            deps.membershipsChanged(userId)
            tellMembership(hub, { workspaceId, userId }, { type: 'membership.ended' })
          }
          tellWorkspaceEnd(hub, workspaceId)
        })
      })
      await deps.silenceAll(workspaceId)
      return { restorableUntil: until }
    },

    listDeleted: async (userId: string) =>
      (await deletedOf(userId)).map(({ id, name, deleted_at }) => ({
        id,
        name,
        deletedAt: deleted_at.toISOString(),
        restorableUntil: restorableUntil(deleted_at),
      })),

    /**
     * @throws AppError NOT_FOUND for what the person does not own, and for what is too old; SECOND_FACTOR_REQUIRED where
     * the workspace asked for one.
     */
    async restore(person: PersonActor, workspaceId: string): Promise<void> {
      const row = (await deletedOf(person.userId)).find(({ id }) => id === workspaceId)
      if (!row) throw new AppError('NOT_FOUND')
      const actor = asOwner(person, workspaceId)
      const holdsOne = await deps.holdsSecondFactor(actor)
      await db.transaction(workspaceId, async (tx) => {
        const restored = await store.undelete(tx)
        if (!restored) throw new AppError('NOT_FOUND')
        if (restored.second_factor_required && !holdsOne) throw new AppError('SECOND_FACTOR_REQUIRED')
        await recordAudit(tx, {
          actor,
          action: 'workspace.restored',
          target: { kind: 'workspace', id: workspaceId, name: row.name },
        })
        const members = await store.readMembers(tx)
        tx.afterCommit(() => {
          deps.forgetWidgets()
          for (const { id } of members) deps.membershipsChanged(id)
        })
      })
    },
  }
}

export type WorkspaceLife = ReturnType<typeof createWorkspaceLife>

const wrongName = () =>
  new AppError('VALIDATION_ERROR', {
    details: [{ path: 'name', code: 'invalid', message: 'Write the name of the workspace.' }],
  })
