import type { Locale, Role } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type MemberRow = { id: string; name: string; email: string; locale: Locale; role: Role; joined_at: Date }

/** To the millisecond, as a cursor has it. */
const joinedAt = `date_trunc('milliseconds', m.created_at)`
const columns = `u.id, u.name, u.email, u.locale, m.role, ${joinedAt} as joined_at`

/**
 * Locks the workspace against other changes of its team: who is an owner is decided under it.
 * @returns undefined when the workspace has been deleted.
 */
export const lockTeam = (tx: Tx) =>
  tx.maybeOne<{ name: string; is_sample: boolean }>(
    'select name, is_sample from workspaces where id = $1 and deleted_at is null for no key update',
    [tx.workspaceId],
  )

export const findMember = (tx: Tx, userId: string) =>
  tx.maybeOne<MemberRow>(
    `select ${columns} from memberships m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.user_id = $2`,
    [tx.workspaceId, userId],
  )

export const isMemberByEmail = async (tx: Tx, email: string) =>
  (
    await tx.query(
      `select 1 from memberships m join users u on u.id = m.user_id where m.workspace_id = $1 and u.email = $2`,
      [tx.workspaceId, email],
    )
  ).length > 0

/** The longest there first. */
export const listMembers = (tx: Tx, after: { at: string; id: string } | null, limit: number) =>
  tx.query<MemberRow>(
    `select ${columns} from memberships m join users u on u.id = m.user_id
     where m.workspace_id = $1 ${after ? `and (${joinedAt}, u.id) > ($3::timestamptz, $4::uuid)` : ''}
     order by ${joinedAt}, u.id limit $2`,
    [tx.workspaceId, limit, ...(after ? [after.at, after.id] : [])],
  )

/** Of admins and owners, with the language of each. */
export const adminAddresses = (tx: Tx) =>
  tx.query<{ email: string; locale: Locale }>(
    `select u.email, u.locale from memberships m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.role in ('owner', 'admin') order by u.email`,
    [tx.workspaceId],
  )

export const countOwners = async (tx: Tx) =>
  (
    await tx.one<{ count: number }>(
      `select count(*)::integer as count from memberships where workspace_id = $1 and role = 'owner'`,
      [tx.workspaceId],
    )
  ).count

/** @returns false when the person is a member already; they then keep their role. */
export const insertMember = async (tx: Tx, userId: string, role: Role) =>
  (
    await tx.query(
      `insert into memberships (workspace_id, user_id, role) values ($1, $2, $3)
       on conflict do nothing returning user_id`,
      [tx.workspaceId, userId, role],
    )
  ).length > 0

export const setRole = (tx: Tx, userId: string, role: Role) =>
  tx.query('update memberships set role = $3 where workspace_id = $1 and user_id = $2', [tx.workspaceId, userId, role])

export const deleteMember = (tx: Tx, userId: string) =>
  tx.query('delete from memberships where workspace_id = $1 and user_id = $2', [tx.workspaceId, userId])
