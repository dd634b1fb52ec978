import type { Guide, Locale, Role } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'

/** Serialises whatever must happen once for the whole installation, such as making the first account. */
export const lockAccounts = (tx: Tx) => tx.query(`select pg_advisory_xact_lock(hashtext('minichat.accounts'))`)

export const hasUsers = async (tx: Tx) =>
  (await tx.one<{ found: boolean }>('select exists (select from users) as found')).found

export const replaceSetupLink = async (tx: Tx, tokenHash: Buffer) => {
  await tx.query('delete from setup_links')
  await tx.query('insert into setup_links (token_hash) values ($1)', [tokenHash])
}

export const isSetupLink = async (tx: Tx, tokenHash: Buffer) =>
  (await tx.query('select 1 from setup_links where token_hash = $1', [tokenHash])).length > 0

export const dropSetupLinks = (tx: Tx) => tx.query('delete from setup_links')

export type UserRow = {
  id: string
  name: string
  email: string
  locale: Locale
  username: string | null
  time_zone: string | null
  guides_seen: Guide[]
  is_operator: boolean
  email_verified_at: Date | null
  password_hash: string
  /** Whether anybody knows it. */
  has_password: boolean
  lock_until: Date | null
  /** By an operator. */
  locked_at: Date | null
  pending_workspace: string | null
}

export const userQuery = 'select * from users where id = $1'

/** By address or username: one has an @, the other none. */
export const byNameQuery = 'select * from users where email = $1 or username = $1'

/** Holds the row until the transaction ends: no password changes meanwhile. */
export const lockUser = (tx: Tx, userId: string) => tx.maybeOne<UserRow>(`${userQuery} for update`, [userId])

/** The same, of somebody who is there. */
export const lockExisting = (tx: Tx, userId: string) => tx.one<UserRow>(`${userQuery} for update`, [userId])

export const lockByEmail = (tx: Tx, email: string) =>
  tx.maybeOne<UserRow>('select * from users where email = $1 for update', [email])

type NewUser = { id: string; email: string; name: string; passwordHash: string; locale: Locale; now: Date }

/** @returns false when the address is taken. */
export const insertUser = async (
  tx: Tx,
  user: NewUser & { isOperator?: boolean; isVerified: boolean; pendingWorkspace?: string; hasPassword?: boolean },
): Promise<boolean> => {
  const made = await tx.query(
    `insert into users (id, email, name, password_hash, locale, is_operator, email_verified_at, pending_workspace,
       has_password)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (email) do nothing returning id`,
    [
      user.id,
      user.email,
      user.name,
      user.passwordHash,
      user.locale,
      user.isOperator ?? false,
      user.isVerified ? user.now : null,
      user.pendingWorkspace ?? null,
      user.hasPassword ?? true,
    ],
  )
  if (made.length === 0) return false
  await rememberPassword(tx, user.id, user.passwordHash)
  return true
}

/** Somebody whose address was never confirmed makes room for who comes after. */
export const deleteUnverified = (tx: Tx, email: string) =>
  tx.query('delete from users where email = $1 and email_verified_at is null and locked_at is null', [email])

const keptPasswords = 5

async function rememberPassword(tx: Tx, userId: string, hash: string): Promise<void> {
  await tx.query('insert into password_history (id, user_id, password_hash) values ($1, $2, $3)', [
    newId(),
    userId,
    hash,
  ])
  await tx.query(
    `delete from password_history where user_id = $1 and id not in (
       select id from password_history where user_id = $1 order by created_at desc, id desc limit $2
     )`,
    [userId, keptPasswords],
  )
}

/** The one in use among them. */
export const earlierHashesQuery = 'select password_hash from password_history where user_id = $1'

export async function setPassword(tx: Tx, userId: string, hash: string): Promise<void> {
  await tx.query('update users set password_hash = $2, has_password = true where id = $1', [userId, hash])
  await rememberPassword(tx, userId, hash)
}

/** The same password, hashed anew. @returns false when another one was set meanwhile. */
export async function replaceHash(tx: Tx, user: UserRow, hash: string): Promise<boolean> {
  const values = [user.id, user.password_hash, hash]
  const found = await tx.query(
    'update users set password_hash = $3 where id = $1 and password_hash = $2 returning id',
    values,
  )
  if (found.length === 0) return false
  await tx.query('update password_history set password_hash = $3 where user_id = $1 and password_hash = $2', values)
  return true
}

export type MembershipRow = {
  workspace_id: string
  name: string
  role: Role
  is_sample: boolean
  second_factor_required: boolean
}
export const membershipsQuery = 'select * from memberships_of($1)'

export const insertMembership = (tx: Tx, userId: string, role: Role) =>
  tx.query('insert into memberships (workspace_id, user_id, role) values ($1, $2, $3) on conflict do nothing', [
    tx.workspaceId,
    userId,
    role,
  ])

export type PersonRow = {
  email: string
  name: string
  is_operator: boolean
  email_verified_at: Date | null
  lock_until: Date | null
  locked_at: Date | null
}

/** `lock_until` only while it holds. */
export const peopleQuery = `
  select email, name, is_operator, email_verified_at, locked_at, case when lock_until > $1 then lock_until end as lock_until
  from users order by email`

export const setOperator = (tx: Tx, userId: string) =>
  tx.query('update users set is_operator = true where id = $1', [userId])

export const setVerified = (tx: Tx, userId: string, now: Date) =>
  tx.query('update users set email_verified_at = $2 where id = $1', [userId, now])

export const dropPendingWorkspace = (tx: Tx, userId: string) =>
  tx.query('update users set pending_workspace = null where id = $1', [userId])

export type KnownAccount = { id: string; name: string; email: string; locale: Locale }

/** Somebody whose address is confirmed, or null. */
export async function findByEmail(db: Database, email: string): Promise<KnownAccount | null> {
  const query = 'select id, name, email, locale from users where email = $1 and email_verified_at is not null'
  return (await db.query<KnownAccount>(query, [email]))[0] ?? null
}
