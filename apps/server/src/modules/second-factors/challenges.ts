import type { Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { createSignedTokens } from '../../platform/secrets/signed-token.ts'

export type ChallengePurpose = 'two-factor' | 'passkey-add' | 'passkey-log-in'
export const challengeMs = 5 * 60_000

/**
 * Challenges are signed and handed out; nothing is stored until one comes back, so that asking for them fills no table.
 * From then on it is known until it ends, and works once.
 */
export function createChallenges<C extends object>(deps: {
  secrets: Secrets
  nowMs: () => number
  purpose: ChallengePurpose
}) {
  const { nowMs } = deps
  const tokens = createSignedTokens<C & { id: string; issuedAtMs: number }>(deps.secrets, `challenge:${deps.purpose}`)
  return {
    make(content: C): { challenge: string; expiresAt: Date } {
      const issuedAtMs = nowMs()
      const expiresAtMs = issuedAtMs + challengeMs
      const challenge = tokens.make({ ...content, id: newId(), issuedAtMs }, expiresAtMs)
      return { challenge, expiresAt: new Date(expiresAtMs) }
    },
    /** @returns null when it is not one of ours, or has ended. */
    read: (challenge: string) => tokens.read(challenge, nowMs()),
  }
}

/** Counts a try at a challenge. @returns false when it is used up: by a success, or by `max` tries. */
export const tryChallenge = async (tx: Tx, challenge: { id: string; expiresAtMs: number }, max: number) =>
  (
    await tx.query(
      `insert into used_challenges (id, expires_at) values ($1, $2)
       on conflict (id) do update set attempts = used_challenges.attempts + 1
       where used_challenges.attempts < $3 and used_challenges.used_at is null
       returning id`,
      [challenge.id, new Date(challenge.expiresAtMs), max],
    )
  ).length === 1

/** Uses a challenge up that was tried before. @returns false when somebody else just did. */
export const finishChallenge = async (tx: Tx, challenge: { id: string }) =>
  (
    await tx.query('update used_challenges set used_at = now() where id = $1 and used_at is null returning id', [
      challenge.id,
    ])
  ).length === 1

export const forgetChallenges = (tx: Tx, now: Date) =>
  tx.query('delete from used_challenges where expires_at < $1', [now])
