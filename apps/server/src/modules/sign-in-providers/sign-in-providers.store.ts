import type { SignInProviderId } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { ProvenIdentity } from './provider.ts'

export type LinkedRow = { provider: SignInProviderId; account: string; linked_at: Date; last_used_at: Date | null }

/** Notes the use of an identity. @returns whose it is, or undefined when it is linked to nobody. */
export const useIdentity = (tx: Tx, { issuer, subject }: ProvenIdentity, now: Date) =>
  tx.maybeOne<{ user_id: string }>(
    'update provider_identities set last_used_at = $3 where issuer = $1 and subject = $2 returning user_id',
    [issuer, subject, now],
  )

/**
 * Links an identity to a person, in place of another one of the same provider.
 * @returns false when it is linked to somebody else.
 */
export async function linkIdentity(
  tx: Tx,
  userId: string,
  provider: SignInProviderId,
  identity: ProvenIdentity,
): Promise<boolean> {
  await unlinkIdentity(tx, userId, provider)
  const { issuer, subject, account } = identity
  const linked = await tx.query(
    `insert into provider_identities (issuer, subject, provider, user_id, account) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning user_id`,
    [issuer, subject, provider, userId, account],
  )
  return linked.length === 1
}

/** @returns what it was called, or undefined when none was linked. */
export const unlinkIdentity = (tx: Tx, userId: string, provider: SignInProviderId) =>
  tx.maybeOne<{ account: string }>(
    'delete from provider_identities where user_id = $1 and provider = $2 returning account',
    [userId, provider],
  )

export const linkedOf = (tx: Tx, userId: string) =>
  tx.query<LinkedRow>('select provider, account, linked_at, last_used_at from provider_identities where user_id = $1', [
    userId,
  ])
