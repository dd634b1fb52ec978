import { limits } from '@minichat/contracts'
import type { Redis } from 'ioredis'
import { AppError } from '../../platform/errors.ts'
import { createLimiter } from '../../platform/limiter.ts'

const hourMs = 3600_000

/** Inviting sends mail to strangers: so much of it a workspace may cause, and so much of it an address may get. */
export function createInvitationLimits(redis: Redis | null, nowMs: () => number) {
  const common = { redis, nowMs }
  const byWorkspace = createLimiter({
    ...common,
    name: 'invitations',
    max: limits.invitationsPerHour,
    windowMs: hourMs,
  })
  const byAddress = createLimiter({
    ...common,
    name: 'invitations-to',
    max: limits.invitationsPerAddressPerDay,
    windowMs: 24 * hourMs,
  })
  return {
    /** @throws AppError RATE_LIMITED. */
    async take(workspaceId: string, email: string): Promise<void> {
      for (const [limiter, key] of [
        [byWorkspace, workspaceId],
        [byAddress, email],
      ] as const) {
        const { isExceeded, resetSeconds } = await limiter.take(key)
        if (isExceeded) throw new AppError('RATE_LIMITED', { retryAfterSeconds: resetSeconds })
      }
    },
  }
}
