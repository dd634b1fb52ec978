import type { PeopleCache } from './people-cache.ts'
import type { Sessions } from './sessions.ts'

/** Whether a second factor stands behind a session. */
export type HoldsSecondFactor = (userId: string, sessionId: string | null) => Promise<boolean>

/**
 * With codes every new sign-in takes one, or a passkey. A passkey alone counts in the session that it began: without
 * codes the password would get in as well.
 */
export function createSecondFactorCheck(deps: { people: PeopleCache; sessions: Sessions }): HoldsSecondFactor {
  return async (userId, sessionId) => {
    const { codes = false, passkeys = false } = (await deps.people.get(userId))?.secondFactors ?? {}
    if (codes || !passkeys || sessionId === null) return codes
    return (await deps.sessions.find(sessionId))?.is_by_passkey ?? false
  }
}
