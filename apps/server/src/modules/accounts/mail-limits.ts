import type { FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import { AppError } from '../../platform/errors.ts'
import { networkOf } from '../../platform/http/network.ts'
import { createLimiter, type Limiter } from '../../platform/limiter.ts'

const hourMs = 3600_000

/** Whoever asks for mail or an account without being signed in. Counted before anything is looked up. */
export function createMailLimits({ redis, nowMs }: { redis: Redis | null; nowMs: () => number }) {
  const limiter = (name: string, max: number) => createLimiter({ name, max, windowMs: hourMs, redis, nowMs })
  const registrations = limiter('registrations', 3)
  const byNetwork = limiter('account-mails:network', 20)
  const byAddress = limiter('account-mails:address', 3)

  async function take(counts: Limiter, key: string): Promise<void> {
    const { isExceeded, resetSeconds } = await counts.take(key)
    if (isExceeded) throw new AppError('RATE_LIMITED', { retryAfterSeconds: resetSeconds })
  }

  return {
    /** @throws AppError RATE_LIMITED; so does `takeMail`, for an address that is known or not. */
    takeRegistration: (request: FastifyRequest) => take(registrations, networkOf(request.ip)),
    async takeMail(request: FastifyRequest, kind: 'verify' | 'reset' | 'change', email: string): Promise<void> {
      await take(byNetwork, networkOf(request.ip))
      await take(byAddress, `${kind}:${email}`)
    },
  }
}

export type MailLimits = ReturnType<typeof createMailLimits>
