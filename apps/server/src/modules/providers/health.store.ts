import type { Tx } from '../../platform/database/database.ts'

/** So many failures in a row open the breaker. */
export const opensAfter = 3
const firstPauseSeconds = 15
const longestPauseSeconds = 300

export type HealthRow = {
  failures: number
  last_failure: string | null
  last_failed_at: Date | null
  open_until: Date | null
}

/**
 * Counts a failure. The breaker opens for longer each time, and at once where the provider has said when to come back.
 * Does nothing when the provider is not there any more.
 */
export const countFailure = (
  tx: Tx,
  failure: { providerId: string; reason: string; now: Date; retryAfterMs: number | null },
) =>
  tx.query(
    `insert into ai_provider_health as h (workspace_id, provider_id, failures, last_failure, last_failed_at, open_until)
     select workspace_id, id, 1, $3, $4::timestamptz, ${pauseAfter('1')}
     from ai_providers where workspace_id = $1 and id = $2
     on conflict (workspace_id, provider_id) do update set
       failures = h.failures + 1, last_failure = $3, last_failed_at = $4::timestamptz, open_until = ${pauseAfter('h.failures + 1')}`,
    [
      tx.workspaceId,
      failure.providerId,
      failure.reason,
      failure.now,
      failure.retryAfterMs === null ? null : Math.min(failure.retryAfterMs / 1000, longestPauseSeconds),
    ],
  )

const pauseAfter = (failures: string) =>
  `$4::timestamptz + interval '1 second' * greatest(
     $5::float8,
     case when ${failures} >= ${opensAfter}
       then least(${firstPauseSeconds} * 2 ^ least(${failures} - ${opensAfter}, 10), ${longestPauseSeconds}) end)`

/** It is well again. What it failed with stays to be read. */
export const forgetFailures = (tx: Tx, providerId: string) =>
  tx.query(
    `update ai_provider_health set failures = 0, open_until = null
     where workspace_id = $1 and provider_id = $2 and (failures > 0 or open_until is not null)`,
    [tx.workspaceId, providerId],
  )

/** Of all that wait for the end of a pause, one gets to try. @returns whether it is the caller. */
export const takeTrial = async (tx: Tx, providerId: string, now: Date, until: Date) =>
  (
    await tx.query(
      `update ai_provider_health set open_until = $4
       where workspace_id = $1 and provider_id = $2 and open_until <= $3 returning 1`,
      [tx.workspaceId, providerId, now, until],
    )
  ).length > 0
