import { limits, type Role } from '@minichat/contracts'
import type { Redis } from 'ioredis'
import { recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import { hashOfToken } from '../../platform/secrets/random-token.ts'
import type { TeamAccounts } from './accounts-port.ts'
import { createInvitationLimits } from './invitation-limits.ts'
import { makeInvitationToken } from './invitation-token.ts'
import * as store from './invitations.store.ts'
import { findMember, isMemberByEmail, lockTeam } from './members.store.ts'
import { canInviteAs } from './team.policy.ts'

const validMs = limits.invitationValidDays * 24 * 3600_000

/** `link` only where this server sends no mail. */
export type Sent = { row: store.InvitationRow; link: string | null; isResent: boolean }

/** Inviting people, and taking it back. */
export function createInvitationsService(deps: {
  db: Database
  redis: Redis | null
  mail: Mail
  accounts: TeamAccounts
  publicUrl: () => string
  nowMs: () => number
  /** Refuses when the plan has no room for one more person; members and open invitations count. */
  assertRoomFor: (tx: Tx, quota: 'members') => Promise<void>
}) {
  const { db, mail, accounts, nowMs } = deps
  const sendingLimits = createInvitationLimits(deps.redis, nowMs)

  async function lockAs(tx: Tx, actor: MemberActor) {
    const workspace = await lockTeam(tx)
    const own = await findMember(tx, actor.userId)
    if (!workspace || !own) throw new AppError('NOT_FOUND')
    return { workspace, own }
  }

  /** Gives the invitation a new link, for as long as any; and the mail with it. */
  async function send(
    tx: Tx,
    actor: MemberActor,
    invitation: { email: string; role: Role; before: store.InvitationRow | undefined },
    letter: { workspace: string; locale: 'en' | 'th' },
  ): Promise<Sent> {
    const { email, role, before } = invitation
    const isResent = before !== undefined && before.expires_at.getTime() > nowMs()
    if (!isResent) await deps.assertRoomFor(tx, 'members')
    const id = before?.id ?? newId()
    const token = makeInvitationToken(tx.workspaceId as string, id)
    const url = `${deps.publicUrl()}/invitation#token=${token}`
    const expiresAt = new Date(nowMs() + validMs)
    await store.putInvitation(tx, {
      id,
      email,
      role,
      tokenHash: hashOfToken(token),
      invitedBy: actor.userId,
      sentAt: new Date(nowMs()),
      expiresAt,
    })
    await mail.send(tx, {
      to: email,
      locale: letter.locale,
      template: 'invitation',
      values: { inviter: actor.name, workspace: letter.workspace, role, url, expiresAt: expiresAt.toISOString() },
    })
    await recordAudit(tx, {
      actor,
      action: before ? 'team.invitation_resent' : 'team.invited',
      target: { kind: 'invitation', id, name: email },
      after: { role },
    })
    const row = (await store.findInvitation(tx, id)) as store.InvitationRow
    return { row, link: mail.isConfigured ? null : url, isResent }
  }

  return {
    list: (workspaceId: string, before: { at: string; id: string } | null, limit: number) =>
      db.transaction(workspaceId, (tx) => store.listInvitations(tx, before, limit)),

    /** @throws AppError NOT_ALLOWED, ALREADY_MEMBER, QUOTA_REACHED, RATE_LIMITED. */
    async invite(actor: MemberActor, email: string, role: Role): Promise<Sent> {
      if (!canInviteAs(actor.role, role)) throw new AppError('NOT_ALLOWED')
      await sendingLimits.take(actor.workspaceId, email)
      const known = await accounts.findByEmail(email)
      return db.transaction(actor.workspaceId, async (tx) => {
        const { workspace, own } = await lockAs(tx, actor)
        const before = await store.findOpenInvitation(tx, email)
        if (!canInviteAs(own.role, role) || (before && !canInviteAs(own.role, before.role)))
          throw new AppError('NOT_ALLOWED')
        if (await isMemberByEmail(tx, email)) throw new AppError('ALREADY_MEMBER')
        const letter = { workspace: workspace.name, locale: known?.locale ?? own.locale }
        return send(tx, actor, { email, role, before }, letter)
      })
    },

    async resend(actor: MemberActor, id: string): Promise<Sent> {
      const email = await db.transaction(
        actor.workspaceId,
        async (tx) => open(await store.findInvitation(tx, id)).email,
      )
      await sendingLimits.take(actor.workspaceId, email)
      const known = await accounts.findByEmail(email)
      return db.transaction(actor.workspaceId, async (tx) => {
        const { workspace, own } = await lockAs(tx, actor)
        const before = open(await store.findInvitation(tx, id))
        if (!canInviteAs(own.role, before.role)) throw new AppError('NOT_ALLOWED')
        const letter = { workspace: workspace.name, locale: known?.locale ?? own.locale }
        return send(tx, actor, { email, role: before.role, before }, letter)
      })
    },

    revoke: (actor: MemberActor, id: string): Promise<void> =>
      db.transaction(actor.workspaceId, async (tx) => {
        const { own } = await lockAs(tx, actor)
        const row = open(await store.findInvitation(tx, id))
        if (!canInviteAs(own.role, row.role)) throw new AppError('NOT_ALLOWED')
        await store.deleteInvitation(tx, id)
        await recordAudit(tx, {
          actor,
          action: 'team.invitation_revoked',
          target: { kind: 'invitation', id, name: row.email },
          before: { role: row.role },
        })
      }),
  }
}

export type InvitationsService = ReturnType<typeof createInvitationsService>

function open(row: store.InvitationRow | undefined): store.InvitationRow {
  if (!row || row.accepted_at) throw new AppError('NOT_FOUND')
  return row
}
