import type { Tx } from '../../platform/database/database.ts'

export type PasskeyRow = { id: string; name: string; created_at: Date; last_used_at: Date | null }

export type StoredPasskey = {
  id: string
  user_id: string
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
}

export const listPasskeys = (tx: Tx, userId: string) =>
  tx.query<PasskeyRow>(
    'select id, name, created_at, last_used_at from passkeys where user_id = $1 order by created_at, id',
    [userId],
  )

export const credentialsOf = (tx: Tx, userId: string) =>
  tx.query<{ credential_id: string; transports: string[] }>(
    'select credential_id, transports from passkeys where user_id = $1',
    [userId],
  )

/** @returns undefined when this credential is known already. */
export const insertPasskey = (tx: Tx, passkey: StoredPasskey & { name: string }) =>
  tx.maybeOne<PasskeyRow>(
    `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (credential_id) do nothing
     returning id, name, created_at, last_used_at`,
    [
      passkey.id,
      passkey.user_id,
      passkey.credential_id,
      passkey.public_key,
      passkey.counter,
      passkey.transports,
      passkey.name,
    ],
  )

export const findByCredential = (tx: Tx, credentialId: string) =>
  tx.maybeOne<StoredPasskey>(
    'select id, user_id, credential_id, public_key, counter, transports from passkeys where credential_id = $1',
    [credentialId],
  )

/**
 * Notes a use. Authenticators that count must have counted on: one that did not was copied. Those that do not count
 * always say 0. @returns false when the counter did not grow, or the passkey was removed meanwhile.
 */
export const usePasskey = async (tx: Tx, id: string, counter: number, now: Date) =>
  (
    await tx.query(
      `update passkeys set counter = $2, last_used_at = $3
       where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
      [id, counter, now],
    )
  ).length === 1

export const deletePasskey = (tx: Tx, userId: string, id: string) =>
  tx.maybeOne<{ name: string }>('delete from passkeys where user_id = $1 and id = $2 returning name', [userId, id])
