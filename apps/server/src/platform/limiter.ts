import type { Redis } from 'ioredis'

/** Where a key stands in its window. */
export type Allowance = {
  limit: number
  remaining: number
  /** Seconds until the window ends. */
  resetSeconds: number
  isExceeded: boolean
}

/** Counts what a key does in windows that begin with its first use; shared through Redis where there is one. */
export type Limiter = {
  /**
   * Counts one.
   * @param max how many this key may do, where not all may the same.
   */
  take(key: string, max?: number): Promise<Allowance>
  /** Takes one back: it turned out not to count. */
  giveBack(key: string): void
}

/** Above this the oldest are forgotten, so that a flood of keys cannot fill the memory. */
const maxKeys = 200_000

/** Without Redis, and while it is away, each process counts for itself. */
export function createLimiter(options: {
  name: string
  max: number
  windowMs: number
  redis: Redis | null
  nowMs: () => number
}): Limiter {
  const { name, windowMs, redis, nowMs } = options
  /** In the order in which the windows end, as all are equally long. */
  const counts = new Map<string, { count: number; endsAt: number }>()

  function forgetEnded(now: number): void {
    for (const [key, { endsAt }] of counts) {
      if (endsAt > now && counts.size < maxKeys) return
      counts.delete(key)
    }
  }

  function takeHere(key: string, max: number): Allowance {
    const now = nowMs()
    forgetEnded(now)
    let entry = counts.get(key)
    if (!entry) counts.set(key, (entry = { count: 0, endsAt: now + windowMs }))
    entry.count += 1
    return allowance(max, entry.count, entry.endsAt - now)
  }

  const allowance = (max: number, count: number, leftMs: number): Allowance => ({
    limit: max,
    remaining: Math.max(0, max - count),
    resetSeconds: Math.ceil(leftMs / 1000),
    isExceeded: count > max,
  })

  const redisKey = (key: string) => `minichat:limit:${name}:${key}`
  return {
    async take(key, max = options.max) {
      if (!redis) return takeHere(key, max)
      try {
        const answers = await redis
          .multi()
          .set(redisKey(key), 0, 'PX', windowMs, 'NX')
          .incr(redisKey(key))
          .pttl(redisKey(key))
          .exec()
        const [count, leftMs] = [answers?.[1]?.[1], answers?.[2]?.[1]]
        if (typeof count !== 'number' || typeof leftMs !== 'number') return takeHere(key, max)
        return allowance(max, count, leftMs)
      } catch {
        return takeHere(key, max)
      }
    },
    giveBack(key) {
      const entry = counts.get(key)
      if (entry) entry.count -= 1
      redis?.decr(redisKey(key)).catch(() => {})
    },
  }
}
