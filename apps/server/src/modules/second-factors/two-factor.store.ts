import type { Tx } from '../../platform/database/database.ts'

export type TwoFactor = {
  secret_sealed: string
  is_on: boolean
  backup_salt: Buffer | null
  challenges_from: Date | null
}
const columns = 'secret_sealed, confirmed_at is not null as is_on, backup_salt, challenges_from'

export const findTwoFactor = (tx: Tx, userId: string) =>
  tx.maybeOne<TwoFactor>(`select ${columns} from two_factors where user_id = $1`, [userId])

/** Which kinds somebody has that are ready for use. */
export const heldFactorsQuery = `
  select exists (select from two_factors where user_id = $1 and confirmed_at is not null) as codes,
    exists (select from passkeys where user_id = $1) as passkeys`

export const lockTwoFactor = (tx: Tx, userId: string) =>
  tx.maybeOne<TwoFactor>(`select ${columns} from two_factors where user_id = $1 for update`, [userId])

/** A set-up begun anew replaces one that was not confirmed. @returns false when two-factor is on. */
export const putPending = async (tx: Tx, userId: string, secretSealed: string) =>
  (
    await tx.query(
      `insert into two_factors (user_id, secret_sealed) values ($1, $2)
       on conflict (user_id) do update set secret_sealed = excluded.secret_sealed
       where two_factors.confirmed_at is null
       returning user_id`,
      [userId, secretSealed],
    )
  ).length === 1

/**
 * Counts a code before it is looked at, so that guesses sent at once count as well. The fifth in a row locks, for 15
 * minutes at first and twice as long each time, up to a day; a right code takes the lock off.
 * @returns undefined when it is locked, or there is nothing to try.
 */
export const countTry = (tx: Tx, userId: string, now: Date) =>
  tx.maybeOne<TwoFactor>(
    `update two_factors set
       failures = case when locked_until is null then failures + 1 else 1 end,
       locks = case when locked_until is null and failures + 1 >= 5 then locks + 1 else locks end,
       locked_until = case when locked_until is null and failures + 1 >= 5
         then $2::timestamptz + least(interval '15 minutes' * power(2, least(locks, 10)), interval '1 day') end
     where user_id = $1 and (locked_until is null or locked_until <= $2)
     returning ${columns}`,
    [userId, now],
  )

/** Seconds until a code can be tried again; 0 when it is not locked. */
export const lockedForSeconds = async (tx: Tx, userId: string, now: Date) =>
  (
    await tx.maybeOne<{ seconds: number }>(
      `select ceil(extract(epoch from locked_until - $2::timestamptz))::integer as seconds from two_factors
       where user_id = $1 and locked_until > $2`,
      [userId, now],
    )
  )?.seconds ?? 0

const untried = 'failures = 0, locks = 0, locked_until = null'

/** Takes a code of the app: neither it nor an earlier one works again. @returns false when it was taken before. */
export const takeStep = async (tx: Tx, userId: string, step: number) =>
  (
    await tx.query(
      `update two_factors set last_step = $2, ${untried} where user_id = $1 and last_step < $2 returning user_id`,
      [userId, step],
    )
  ).length === 1

/** @returns false when there is no such code left. */
export const takeBackupCode = async (tx: Tx, userId: string, hash: Buffer) => {
  const taken = await tx.query('delete from backup_codes where user_id = $1 and code_hash = $2 returning user_id', [
    userId,
    hash,
  ])
  if (taken.length === 0) return false
  await tx.query(`update two_factors set ${untried} where user_id = $1`, [userId])
  return true
}

/** @returns false when it was on already. */
export const confirm = async (tx: Tx, userId: string) =>
  (
    await tx.query(
      'update two_factors set confirmed_at = now() where user_id = $1 and confirmed_at is null returning user_id',
      [userId],
    )
  ).length === 1

export async function replaceBackupCodes(tx: Tx, userId: string, salt: Buffer, hashes: Buffer[]): Promise<void> {
  await tx.query('delete from backup_codes where user_id = $1', [userId])
  await tx.query('update two_factors set backup_salt = $2 where user_id = $1', [userId, salt])
  await tx.query('insert into backup_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [userId, hashes])
}

export const countBackupCodes = async (tx: Tx, userId: string) =>
  (await tx.one<{ count: number }>('select count(*)::integer as count from backup_codes where user_id = $1', [userId]))
    .count

/** @returns whether it was on; a set-up that was never confirmed goes as well. */
export const removeTwoFactor = async (tx: Tx, userId: string) =>
  (
    await tx.maybeOne<{ was_on: boolean }>(
      'delete from two_factors where user_id = $1 returning confirmed_at is not null as was_on',
      [userId],
    )
  )?.was_on ?? false

/** Ends sign-ins that have got as far as the code, and takes a lock off. */
export const beginAnew = (tx: Tx, userId: string, now: Date) =>
  tx.query(`update two_factors set challenges_from = $2, ${untried} where user_id = $1`, [userId, now])
