import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import { AppError } from '../errors.ts'
import { type Allowance, createLimiter, type Limiter } from '../limiter.ts'
import { networkOf } from './network.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests per time window (ms) and caller, in place of the usual ones; false: as many as they like. */
    rateLimit?: { max: number; timeWindow: number } | false
  }
}

const windowMs = 15 * 60_000
const hourMs = 3600_000
/** Requests per 15 minutes; of visitors as configured. Their messages are limited on their own besides (F0.4). */
const perWindow = { anonymous: 100, person: 10_000, page: 6000 }

/**
 * Counts every request, also those that are then refused: of people and of API keys by themselves, of all others by the
 * network they come from. Counts are shared by Redis where there is one.
 */
export function limitRequests(
  app: FastifyInstance,
  deps: { redis: Redis | null; nowMs: () => number; visitorRequestsPerAddress: number },
): void {
  const limiter = (name: string, max: number, window = windowMs) =>
    createLimiter({ ...deps, name, max, windowMs: window })
  const limiters = {
    anonymous: limiter('anonymous', perWindow.anonymous),
    person: limiter('person', perWindow.person),
    page: limiter('page', perWindow.page),
    visitor: limiter('visitor', deps.visitorRequestsPerAddress),
    // How many is up to the plan of the key's workspace.
    key: limiter('key', 1, hourMs),
  }
  const byRoute = new Map<string, Limiter>()

  function ofRoute(request: FastifyRequest, own: { max: number; timeWindow: number }): Limiter {
    const name = `${request.method} ${request.routeOptions.url}`
    let found = byRoute.get(name)
    if (!found) byRoute.set(name, (found = limiter(name, own.max, own.timeWindow)))
    return found
  }

  app.addHook('preParsing', async (request, reply) => {
    const own = request.routeOptions.config?.rateLimit
    if (own === false) return
    const kind = kindOf(request)
    const allowance = await (own
      ? ofRoute(request, own).take(`${kind}:${callerOf(request)}`)
      : limiters[kind].take(callerOf(request), request.apiKey?.requestsPerHour))
    tellAllowance(reply, allowance)
    if (allowance.isExceeded) throw new AppError('RATE_LIMITED', { retryAfterSeconds: allowance.resetSeconds })
  })
}

/** The headers of draft-ietf-httpapi-ratelimit-headers that clients know: seconds until more is allowed, and how many. */
export function tellAllowance(reply: FastifyReply, { limit, remaining, resetSeconds }: Allowance): void {
  reply
    .header('ratelimit-limit', limit)
    .header('ratelimit-remaining', remaining)
    .header('ratelimit-reset', resetSeconds)
}

function kindOf(request: FastifyRequest): 'anonymous' | 'person' | 'page' | 'visitor' | 'key' {
  if (request.apiKey) return 'key'
  const kind = request.actor?.kind
  if (kind === 'member' || kind === 'person') return 'person'
  if (kind === 'visitor') return 'visitor'
  if (request.formerUserId !== null) return 'person'
  return request.url.startsWith('/api/') ? 'anonymous' : 'page'
}

function callerOf({ apiKey, actor, formerUserId, ip }: FastifyRequest): string {
  if (apiKey) return apiKey.id
  if (actor?.kind === 'member' || actor?.kind === 'person') return actor.userId
  return (actor?.kind === 'visitor' ? null : formerUserId) ?? networkOf(ip)
}
