import {
  changeRole,
  type Invitation,
  invite,
  leaveTeam,
  listInvitations,
  listMembers,
  removeMember,
  resendInvitation,
  revokeInvitation,
  type TeamMember,
  transferWorkspace,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { decodeCursor } from '../../platform/http/cursor.ts'
import { pageOf } from '../../platform/http/page-of.ts'
import { route } from '../../platform/http/route.ts'
import type { InvitationsService, Sent } from './invitations.service.ts'
import type { InvitationRow } from './invitations.store.ts'
import type { MembersService } from './members.service.ts'
import type { MemberRow } from './members.store.ts'

/** What members and admins call about their team. */
export function teamRoutes(deps: { members: MembersService; invitations: InvitationsService; nowMs: () => number }) {
  const { members, invitations, nowMs } = deps

  const presentInvitation = (row: InvitationRow): Invitation => ({
    id: row.id,
    email: row.email,
    role: row.role,
    state: row.expires_at.getTime() > nowMs() ? 'pending' : 'expired',
    invitedBy: row.invited_by_name,
    sentAt: row.sent_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  })
  const presentSent = ({ row, link, isResent }: Sent) => ({ invitation: presentInvitation(row), link, isResent })

  return (app: FastifyInstance): void => {
    route(app, listMembers, async ({ actor, query }) => {
      const after = query.cursor ? decodeCursor(query.cursor) : null
      const rows = await members.list(actor.workspaceId, after, query.limit + 1)
      return pageOf(rows.map(presentMember), query.limit, ({ joinedAt, id }) => ({ at: joinedAt, id }))
    })
    route(app, changeRole, async ({ actor, params, body }) =>
      presentMember(await members.changeRole(actor, params.userId, body.role)),
    )
    route(app, removeMember, async ({ actor, params }) => {
      await members.remove(actor, params.userId)
      return {}
    })
    route(app, leaveTeam, async ({ actor }) => {
      await members.leave(actor)
      return {}
    })
    route(app, transferWorkspace, async ({ actor, body }) => {
      await members.transfer(actor, body.userId, body.password)
      return {}
    })

    route(app, listInvitations, async ({ actor, query }) => {
      const before = query.cursor ? decodeCursor(query.cursor) : null
      const rows = await invitations.list(actor.workspaceId, before, query.limit + 1)
      return pageOf(rows.map(presentInvitation), query.limit, ({ sentAt, id }) => ({ at: sentAt, id }))
    })
    route(app, invite, async ({ actor, body }) => presentSent(await invitations.invite(actor, body.email, body.role)))
    route(app, resendInvitation, async ({ actor, params }) =>
      presentSent(await invitations.resend(actor, params.invitationId)),
    )
    route(app, revokeInvitation, async ({ actor, params }) => {
      await invitations.revoke(actor, params.invitationId)
      return {}
    })
  }
}

const presentMember = (row: MemberRow): TeamMember => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  joinedAt: row.joined_at.toISOString(),
})
