import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import type { Config } from '../../config.ts'
import { AppError } from '../../platform/errors.ts'
import { networkOf } from '../../platform/http/network.ts'
import { tellAllowance } from '../../platform/http/rate-limits.ts'
import { type Allowance, createLimiter } from '../../platform/limiter.ts'
import type { VisitorToken } from './visitor-tokens.ts'

/**
 * How much visitors may say (F0.4): by visitor, by the network they come from, by widget. What passes by or is small
 * (typing, marks, track) has a limit of its own.
 */
export function createVisitorLimits(settings: Config['visitorLimits'], redis: Redis | null, nowMs: () => number) {
  const limiter = (name: string, max: number) => createLimiter({ name, max, windowMs: 60_000, redis, nowMs })
  const byVisitor = limiter('visitor-messages', settings.messagesPerVisitor)
  const byAddress = limiter('address-messages', settings.messagesPerAddress)
  const byWidget = limiter('widget-messages', settings.messagesPerWidget)
  const signals = limiter('visitor-signals', settings.signalsPerVisitor)

  return {
    /**
     * Counts one message, and says in the standard headers how many more there may be.
     * @returns what takes it back, should it turn out to be a repeat.
     * @throws AppError RATE_LIMITED.
     */
    async takeMessage(token: VisitorToken, request: FastifyRequest, reply: FastifyReply): Promise<() => void> {
      const taken: (() => void)[] = []
      const giveBack = () => {
        for (const undo of taken) undo()
      }
      let tightest: Allowance | undefined
      for (const [limit, key] of [
        [byVisitor, token.visitorId],
        [byAddress, networkOf(request.ip)],
        [byWidget, token.widgetId],
      ] as const) {
        const allowance = await limit.take(key)
        taken.push(() => limit.giveBack(key))
        if (!tightest || allowance.remaining < tightest.remaining || allowance.isExceeded) tightest = allowance
        if (!allowance.isExceeded) continue
        // Who is refused by one limit must not use up the others, which belong to other people as well.
        giveBack()
        tellAllowance(reply, allowance)
        throw new AppError('RATE_LIMITED', { retryAfterSeconds: allowance.resetSeconds })
      }
      if (tightest) tellAllowance(reply, tightest)
      return giveBack
    },
    /** @throws AppError RATE_LIMITED. */
    async takeSignal(token: VisitorToken): Promise<void> {
      const allowance = await signals.take(token.visitorId)
      if (allowance.isExceeded) throw new AppError('RATE_LIMITED', { retryAfterSeconds: allowance.resetSeconds })
    },
  }
}

export type VisitorLimits = ReturnType<typeof createVisitorLimits>
