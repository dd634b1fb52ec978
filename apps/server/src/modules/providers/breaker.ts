import type { AiProvider } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { countFailure, forgetFailures, type HealthRow, takeTrial } from './health.store.ts'
import { type Breaker, ProviderSkipped } from './types.ts'

/** Whoever tries whether a provider is back has so long. */
const trialMs = 30_000

/**
 * Leaves out a provider that fails, and lets one question at a time try whether it is back. What is known stands in the
 * database, so that all processes share it.
 */
export function createBreakers(deps: { db: Database; log: Logger; nowMs: () => number }) {
  const { db, nowMs } = deps

  /** What cannot be noted is no reason to fail. */
  const inWorkspace = async (workspaceId: string, work: Parameters<Database['transaction']>[1]) => {
    await db.transaction(workspaceId, work).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'How an AI provider is doing could not be noted.')
    })
  }

  return (provider: { workspaceId: string; id: string; health: HealthRow }): Breaker => {
    const { workspaceId, id, health } = provider
    let isWell = health.failures === 0 && health.open_until === null
    return {
      async pass() {
        if (health.open_until === null) return
        const now = nowMs()
        const leftMs = health.open_until.getTime() - now
        if (leftMs > 0) throw new ProviderSkipped(openReason(health, leftMs))
        const isOurs = await db.transaction(workspaceId, (tx) =>
          takeTrial(tx, id, new Date(now), new Date(now + trialMs)),
        )
        if (!isOurs) throw new ProviderSkipped('another question is trying whether it is back')
        health.open_until = null
      },
      async onSuccess() {
        if (isWell) return
        isWell = true
        await inWorkspace(workspaceId, (tx) => forgetFailures(tx, id))
      },
      async onFailure(failure) {
        if (!failure.isFault) return
        isWell = false
        const { message: reason, retryAfterMs } = failure
        await inWorkspace(workspaceId, (tx) =>
          countFailure(tx, { providerId: id, reason, retryAfterMs, now: new Date(nowMs()) }),
        )
      },
    }
  }
}

/** For drafts, which nobody else uses. */
export const noBreaker: Breaker = { pass: async () => {}, onSuccess: async () => {}, onFailure: async () => {} }

const openReason = ({ failures, last_failure }: HealthRow, leftMs: number) =>
  `it is left out for another ${Math.ceil(leftMs / 1000)} s after ${failures} failures in a row (the last one: ${last_failure})`

export function presentHealth(row: HealthRow, nowMs: number): AiProvider['health'] {
  const openUntilMs = row.open_until?.getTime()
  const state =
    openUntilMs === undefined ? (row.failures > 0 ? 'failing' : 'closed') : openUntilMs > nowMs ? 'open' : 'trial'
  return {
    state,
    failuresInRow: row.failures,
    lastFailure: row.last_failure,
    lastFailedAt: row.last_failed_at?.toISOString() ?? null,
    openUntil: row.open_until?.toISOString() ?? null,
  }
}
