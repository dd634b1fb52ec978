import type { Locale, Role } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

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

export const insertUser = (
  tx: Tx,
  user: { id: string; email: string; name: string; passwordHash: string; locale: string; isOperator: boolean },
) =>
  tx.query(
    `insert into users (id, email, name, password_hash, locale, is_operator, email_verified_at)
     values ($1, $2, $3, $4, $5, $6, now())`,
    [user.id, user.email, user.name, user.passwordHash, user.locale, user.isOperator],
  )

export type SignInAttempt = { id: string; password_hash: string }

/**
 * Counts an attempt before the password is looked at, so that guesses sent at once count as well. The fifth in a row
 * locks the account for 15 minutes, and only a right password takes the lock off.
 * @returns undefined when the account is unknown or locked.
 */
export const countAttempt = (tx: Tx, email: string) =>
  tx.maybeOne<SignInAttempt>(
    `update users set
       failed_logins = case when lock_until is null then failed_logins + 1 else 1 end,
       lock_until = case when lock_until is null and failed_logins + 1 >= 5 then now() + interval '15 minutes' end
     where email = $1 and (lock_until is null or lock_until < now())
     returning id, password_hash`,
    [email],
  )

/** Seconds until the account can be tried again; 0 when it is not locked, or there is none. */
export const lockedForSeconds = async (tx: Tx, email: string): Promise<number> =>
  (
    await tx.maybeOne<{ seconds: number }>(
      `select ceil(extract(epoch from lock_until - now()))::integer as seconds from users
       where email = $1 and lock_until > now()`,
      [email],
    )
  )?.seconds ?? 0

/** @returns false when the password has been changed since it was compared. */
export const clearAttempts = async (tx: Tx, attempt: SignInAttempt) =>
  (
    await tx.query(
      'update users set failed_logins = 0, lock_until = null where id = $1 and password_hash = $2 returning id',
      [attempt.id, attempt.password_hash],
    )
  ).length === 1

export type UserRow = {
  id: string
  name: string
  email: string
  locale: Locale
  is_operator: boolean
  email_verified_at: Date | null
  password_hash: string
}

export const userQuery = 'select * from users where id = $1'

/** Holds the row until the transaction ends: no password changes meanwhile. */
export const lockUser = (tx: Tx, userId: string) => tx.maybeOne<UserRow>(`${userQuery} for update`, [userId])

export type MembershipRow = { workspace_id: string; name: string; role: Role; is_sample: boolean }
export const membershipsQuery = 'select * from memberships_of($1)'

export const insertMembership = (tx: Tx, userId: string, role: Role) =>
  tx.query('insert into memberships (workspace_id, user_id, role) values ($1, $2, $3) on conflict do nothing', [
    tx.workspaceId,
    userId,
    role,
  ])

export type PersonRow = { email: string; name: string; is_operator: boolean; lock_until: Date | null }

/** `lock_until` only while it holds. */
export const peopleQuery = `
  select email, name, is_operator, case when lock_until > now() then lock_until end as lock_until
  from users order by email`

export const isKnown = async (tx: Tx, email: string) =>
  (await tx.query('select 1 from users where email = $1', [email])).length > 0

/** @returns whether there is such an account. */
export const setOperator = async (tx: Tx, email: string) =>
  (await tx.query('update users set is_operator = true where email = $1 returning id', [email])).length > 0

export const unlock = async (tx: Tx, email: string) =>
  (await tx.query('update users set failed_logins = 0, lock_until = null where email = $1 returning id', [email]))
    .length > 0

/** Takes a lock off as well. */
export const setPassword = (tx: Tx, email: string, passwordHash: string) =>
  tx.maybeOne<{ id: string }>(
    'update users set password_hash = $2, failed_logins = 0, lock_until = null where email = $1 returning id',
    [email, passwordHash],
  )
