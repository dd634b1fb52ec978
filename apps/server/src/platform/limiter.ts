import type { Redis } from 'ioredis'

/** Counts what a key does in fixed windows; shared through Redis where there is one. */
export type Limiter = {
  /**
   * Counts one and tells whether it is still within the limit.
   * @returns seconds to wait when it is not, else 0.
   */
  take(key: string): Promise<number>
  /** Takes one back: it turned out not to count. */
  giveBack(key: string): void
}

const maxKeys = 50_000

/** Without Redis, and while it is away, each process counts for itself. */
export function createLimiter(options: {
  name: string
  max: number
  windowMs: number
  redis: Redis | null
  nowMs: () => number
}): Limiter {
  const { name, max, windowMs, redis, nowMs } = options
  const counts = new Map<string, { count: number; endsAt: number }>()

  function takeHere(key: string): number {
    const now = nowMs()
    let entry = counts.get(key)
    if (!entry || entry.endsAt <= now) {
      if (counts.size >= maxKeys) for (const [old, { endsAt }] of counts) if (endsAt <= now) counts.delete(old)
      counts.set(key, (entry = { count: 0, endsAt: now + windowMs }))
    }
    entry.count += 1
    return entry.count > max ? Math.ceil((entry.endsAt - now) / 1000) : 0
  }

  const redisKey = (key: string) => `minichat:limit:${name}:${key}`
  return {
    async take(key) {
      if (!redis) return takeHere(key)
      try {
        const [[, count], , [, ttlMs]] = (await redis
          .multi()
          .incr(redisKey(key))
          .pexpire(redisKey(key), windowMs, 'NX')
          .pttl(redisKey(key))
          .exec()) as [[null, number], unknown, [null, number]]
        return count > max ? Math.ceil(ttlMs / 1000) : 0
      } catch {
        return takeHere(key)
      }
    },
    giveBack(key) {
      const entry = counts.get(key)
      if (entry) entry.count -= 1
      redis?.decr(redisKey(key)).catch(() => {})
    },
  }
}
