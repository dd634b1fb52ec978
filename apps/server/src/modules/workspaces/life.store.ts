import type { Locale } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

/** Whether the transaction's workspace is there and was not deleted. */
export const isLive = async (tx: Tx): Promise<boolean> =>
  (await tx.query('select 1 from workspaces where id = $1 and deleted_at is null', [tx.workspaceId])).length > 0

/** Somebody makes one workspace after the other. */
export const lockPerson = (tx: Tx, userId: string) =>
  tx.query('select 1 from users where id = $1 for no key update', [userId])

export const countOwned = async (tx: Tx, userId: string) =>
  (await tx.one<{ count: number }>('select owned_workspaces($1) as count', [userId])).count

export const insertOwner = (tx: Tx, userId: string) =>
  tx.query(`insert into memberships (workspace_id, user_id, role) values ($1, $2, 'owner')`, [tx.workspaceId, userId])

export const lockLive = (tx: Tx) =>
  tx.maybeOne<{ name: string; is_sample: boolean }>(
    'select name, is_sample from workspaces where id = $1 and deleted_at is null for no key update',
    [tx.workspaceId],
  )

export const markDeleted = (tx: Tx, at: Date) =>
  tx.query('update workspaces set deleted_at = $2 where id = $1', [tx.workspaceId, at])

/** @returns null when it is not deleted, or gone for good. */
export const undelete = (tx: Tx) =>
  tx.maybeOne<{ second_factor_required: boolean }>(
    `update workspaces set deleted_at = null where id = $1 and deleted_at is not null
     returning second_factor_required`,
    [tx.workspaceId],
  )

type MemberRow = { id: string; email: string; locale: Locale; role: string }

export const readMembers = (tx: Tx) =>
  tx.query<MemberRow>(
    `select u.id, u.email, u.locale, m.role from memberships m join users u on u.id = m.user_id
     where m.workspace_id = $1`,
    [tx.workspaceId],
  )

export type DeletedRow = { id: string; name: string; deleted_at: Date }
export const deletedQuery = 'select * from deleted_workspaces_of($1, $2)'

/** With all it holds, unless it was restored meanwhile. */
export const purge = (tx: Tx, before: Date) =>
  tx.maybeOne<{ name: string }>('delete from workspaces where id = $1 and deleted_at < $2 returning name', [
    tx.workspaceId,
    before,
  ])
