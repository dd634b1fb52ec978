import type { Role } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type InvitationRow = {
  id: string
  email: string
  role: Role
  token_hash: Buffer
  invited_by_name: string | null
  sent_at: Date
  expires_at: Date
  accepted_at: Date | null
  accepted_by: string | null
}

const query = `
  select i.id, i.email, i.role, i.token_hash, u.name as invited_by_name, i.sent_at, i.expires_at, i.accepted_at,
    i.accepted_by
  from invitations i left join users u on u.id = i.invited_by
  where i.workspace_id = $1`

/** The caller holds the team's lock where it goes on to change the invitation. */
export const findInvitation = (tx: Tx, id: string) =>
  tx.maybeOne<InvitationRow>(`${query} and i.id = $2`, [tx.workspaceId, id])

/** The one of an address that was not accepted, expired or not. */
export const findOpenInvitation = (tx: Tx, email: string) =>
  tx.maybeOne<InvitationRow>(`${query} and i.email = $2 and i.accepted_at is null`, [tx.workspaceId, email])

/** Those that were not accepted, the newest first. */
export const listInvitations = (tx: Tx, before: { at: string; id: string } | null, limit: number) =>
  tx.query<InvitationRow>(
    `${query} and i.accepted_at is null ${before ? 'and (i.sent_at, i.id) < ($3::timestamptz, $4::uuid)' : ''}
     order by i.sent_at desc, i.id desc limit $2`,
    [tx.workspaceId, limit, ...(before ? [before.at, before.id] : [])],
  )

export type SentInvitation = {
  id: string
  email: string
  role: Role
  tokenHash: Buffer
  invitedBy: string
  sentAt: Date
  expiresAt: Date
}

/** Adds it, or sends the one of this id anew: its old link ends. */
export const putInvitation = (tx: Tx, sent: SentInvitation) =>
  tx.query(
    `insert into invitations (workspace_id, id, email, role, token_hash, invited_by, sent_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id, id) do update set role = excluded.role, token_hash = excluded.token_hash,
       invited_by = excluded.invited_by, sent_at = excluded.sent_at, expires_at = excluded.expires_at`,
    [tx.workspaceId, sent.id, sent.email, sent.role, sent.tokenHash, sent.invitedBy, sent.sentAt, sent.expiresAt],
  )

export const markAccepted = (tx: Tx, id: string, userId: string, at: Date) =>
  tx.query('update invitations set accepted_at = $3, accepted_by = $4 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    at,
    userId,
  ])

export const deleteInvitation = (tx: Tx, id: string) =>
  tx.query('delete from invitations where workspace_id = $1 and id = $2', [tx.workspaceId, id])

/** Those of an inviter that were not accepted. */
export const deleteInvitationsBy = (tx: Tx, userId: string) =>
  tx.query<{ email: string }>(
    `delete from invitations where workspace_id = $1 and invited_by = $2 and accepted_at is null returning email`,
    [tx.workspaceId, userId],
  )
