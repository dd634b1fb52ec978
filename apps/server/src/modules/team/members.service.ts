import type { Role } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { type MembershipNotice, tellMembership } from '../../platform/realtime/memberships.ts'
import type { TeamAccounts } from './accounts-port.ts'
import { deleteInvitationsBy } from './invitations.store.ts'
import * as store from './members.store.ts'
import { canGiveRole, canRemove, canTransfer } from './team.policy.ts'

export const releaseChatsJob = 'team.release_chats'

/** Who belongs to a workspace, and as what. Every change is made under the workspace's lock. */
export function createMembersService(deps: { db: Database; hub: Hub; jobs: Jobs; accounts: TeamAccounts }) {
  const { db, hub, jobs, accounts } = deps

  /** The actor's role as it is under the lock: it may have been another when the request came. */
  async function lockAs(tx: Tx, actor: MemberActor): Promise<store.MemberRow> {
    if (!(await store.lockTeam(tx))) throw new AppError('NOT_FOUND')
    return found(await store.findMember(tx, actor.userId))
  }

  async function requireAnotherOwner(tx: Tx, person: store.MemberRow): Promise<void> {
    if (person.role === 'owner' && (await store.countOwners(tx)) === 1) throw new AppError('LAST_OWNER')
  }

  function tell(tx: Tx, userId: string, notice: MembershipNotice): void {
    const workspaceId = tx.workspaceId as string
    tx.afterCommit(() => {
      accounts.membershipsChanged(userId)
      tellMembership(hub, { workspaceId, userId }, notice)
    })
  }

  async function give(tx: Tx, person: store.MemberRow, role: Role): Promise<void> {
    await store.setRole(tx, person.id, role)
    tell(tx, person.id, { type: 'membership.changed', role })
  }

  async function end(tx: Tx, person: store.MemberRow): Promise<void> {
    await requireAnotherOwner(tx, person)
    await store.deleteMember(tx, person.id)
    await jobs.enqueue(tx, releaseChatsJob, { workspaceId: tx.workspaceId, userId: person.id })
    tell(tx, person.id, { type: 'membership.ended' })
  }

  return {
    list: (workspaceId: string, after: { at: string; id: string } | null, limit: number) =>
      db.transaction(workspaceId, (tx) => store.listMembers(tx, after, limit)),

    changeRole: (actor: MemberActor, userId: string, role: Role): Promise<store.MemberRow> =>
      db.transaction(actor.workspaceId, async (tx) => {
        const own = await lockAs(tx, actor)
        const person = found(await store.findMember(tx, userId))
        if (!canGiveRole(standing(own), standing(person), role)) throw new AppError('NOT_ALLOWED')
        if (person.role === role) return person
        if (role !== 'owner') await requireAnotherOwner(tx, person)
        await give(tx, person, role)
        await recordAudit(tx, {
          actor,
          action: 'team.role_changed',
          target: targetOf(person),
          before: { role: person.role },
          after: { role },
        })
        return { ...person, role }
      }),

    /** What the person had invited others to ends with them: it may have been for themselves. */
    remove: (actor: MemberActor, userId: string): Promise<void> =>
      db.transaction(actor.workspaceId, async (tx) => {
        const own = await lockAs(tx, actor)
        const person = found(await store.findMember(tx, userId))
        if (!canRemove(standing(own), standing(person))) throw new AppError('NOT_ALLOWED')
        await end(tx, person)
        const revoked = await deleteInvitationsBy(tx, userId)
        await recordAudit(tx, {
          actor,
          action: 'team.member_removed',
          target: targetOf(person),
          before: { role: person.role, invitations: revoked.map(({ email }) => email) },
        })
      }),

    leave: (actor: MemberActor): Promise<void> =>
      db.transaction(actor.workspaceId, async (tx) => {
        const own = await lockAs(tx, actor)
        await end(tx, own)
        await recordAudit(tx, { actor, action: 'team.member_left', target: targetOf(own), before: { role: own.role } })
      }),

    /** @throws AppError WRONG_PASSWORD, ACCOUNT_LOCKED, SIGN_IN_AGAIN, NOT_FOUND, NOT_ALLOWED. */
    async transfer(actor: MemberActor, userId: string, password: string): Promise<void> {
      await accounts.confirmPassword(actor, password)
      await db.transaction(actor.workspaceId, async (tx) => {
        const own = await lockAs(tx, actor)
        const person = found(await store.findMember(tx, userId))
        if (!canTransfer(own.role) || own.id === person.id) throw new AppError('NOT_ALLOWED')
        if (person.role !== 'owner') await give(tx, person, 'owner')
        await give(tx, own, 'admin')
        await recordAudit(tx, {
          actor,
          action: 'team.ownership_transferred',
          target: targetOf(person),
          before: { role: person.role },
          after: { role: 'owner' },
        })
      })
    },
  }
}

export type MembersService = ReturnType<typeof createMembersService>

function found<T>(row: T | undefined): T {
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

const standing = ({ id, role }: store.MemberRow) => ({ userId: id, role })
const targetOf = ({ id, name }: store.MemberRow) => ({ kind: 'member', id, name })
