import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { createCache } from '../../platform/cache.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { originOf } from '../../platform/http/actor.ts'
import type { KeyCaller } from '../../platform/http/authorise.ts'
import { networkOf } from '../../platform/http/network.ts'
import type { Limiter } from '../../platform/limiter.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { hashSecret, readSecret } from './api-key-secrets.ts'
import { type CallerRow, findCaller, noteUse } from './api-keys.store.ts'

/** Use is written down at most so often, each by each process. */
const noteEveryMs = 60_000

type Known = CallerRow & { workspaceId: string; prefix: string; requestsPerHour: number; notedAt: number }

/** Finds out who calls with an API key. What is known of a secret is kept until it changes, for a minute at most. */
export function createKeyCallers(deps: {
  db: Database
  hub: Hub
  log: Logger
  nowMs: () => number
  requestsPerHour: (tx: Tx) => Promise<number>
  /** Of wrong keys, by network. */
  failures: Limiter
}) {
  const { db, hub, log, nowMs } = deps
  const writing = new Set<Promise<void>>()
  const cache = createCache({ name: 'api-keys', hub, ttlMs: 60_000, maxEntries: 10_000, nowMs, load })

  async function load(place: string): Promise<Known | null> {
    const [workspaceId = '', prefix = ''] = place.split(' ')
    return db.transaction(workspaceId, async (tx) => {
      const row = await findCaller(tx, prefix)
      if (!row) return null
      return { ...row, workspaceId, prefix, requestsPerHour: await deps.requestsPerHour(tx), notedAt: 0 }
    })
  }

  async function find(place: { workspaceId: string; prefix: string }, hash: Buffer): Promise<Known | null> {
    const known = await cache.get(placeText(place))
    if (!known || !timingSafeEqual(known.secret_hash, hash)) return null
    return known.expires_at.getTime() > nowMs() ? known : null
  }

  function note(known: Known, address: string): void {
    const now = nowMs()
    if (now - known.notedAt < noteEveryMs) return
    known.notedAt = now
    const written = db
      .transaction(known.workspaceId, (tx) => noteUse(tx, known.prefix, new Date(now), address))
      .then(() => {})
      .catch((error: unknown) => log.warn({ err: error }, 'The use of an API key could not be written down.'))
      .finally(() => writing.delete(written))
    writing.add(written)
  }

  return {
    /** @throws AppError INVALID_API_KEY, RATE_LIMITED; the same for whatever is wrong with a key. */
    async identify(secret: string, request: FastifyRequest): Promise<KeyCaller> {
      const place = readSecret(secret)
      const hash = hashSecret(secret)
      const known = place && (await find(place, hash))
      if (!known) {
        const allowance = await deps.failures.take(networkOf(request.ip))
        if (allowance.isExceeded) throw new AppError('RATE_LIMITED', { retryAfterSeconds: allowance.resetSeconds })
        throw new AppError('INVALID_API_KEY')
      }
      note(known, request.ip)
      const { key_id: id, name, scope, user_id: userId, workspaceId, requestsPerHour, expires_at: expiresAt } = known
      return {
        actor: {
          kind: 'member',
          userId,
          name,
          // A key is of one workspace, whoever made it.
          isOperator: false,
          workspaceId,
          role: scope === 'admin' ? 'admin' : 'member',
          keyId: id,
          from: originOf(request),
        },
        key: {
          id,
          name,
          scope,
          workspaceId,
          expiresAt,
          requestsPerHour,
          isAlive: async () => (await find(known, hash)) !== null,
        },
      }
    },
    /** Call it after the commit. */
    forget: (workspaceId: string, prefix: string) => cache.invalidate(placeText({ workspaceId, prefix })),
    forgetAll: cache.invalidateAll,
    /** Settles when what was used is written down. */
    settled: async () => void (await Promise.all(writing)),
  }
}

const placeText = ({ workspaceId, prefix }: { workspaceId: string; prefix: string }) => `${workspaceId} ${prefix}`
