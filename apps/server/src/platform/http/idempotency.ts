import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../database/database.ts'
import { AppError } from '../errors.ts'
import type { Module } from '../module.ts'
import type { MemberActor } from './actor.ts'

type Stored = { request_hash: Buffer; status: number | null; response: unknown }

declare module 'fastify' {
  interface FastifyRequest {
    idempotencyKey: string | null
  }
}

/**
 * A creating POST (status 201) of a member with an Idempotency-Key is carried out once: its repeat gets the first answer.
 * A request that was cut off before it was answered stays reserved: nobody can know what it did, so its key is refused.
 */
export function installIdempotency(app: FastifyInstance, db: Database): void {
  app.decorateRequest('idempotencyKey', null)

  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    const { actor } = request
    const { endpoint } = request.routeOptions.config
    if (typeof key !== 'string' || actor?.kind !== 'member' || endpoint?.method !== 'POST' || endpoint.status !== 201)
      return
    // A secret that is told once would be kept in the clear.
    if (endpoint.tellsSecret) return
    if (!/^[\x21-\x7e]{1,100}$/.test(key)) throw badKey()
    const hash = hashOf(request)
    const known = await reserve(db, actor, key, hash)
    if (!known) {
      request.idempotencyKey = key
      return
    }
    if (!known.request_hash.equals(hash)) throw new AppError('IDEMPOTENCY_KEY_REUSED')
    if (known.status === null) throw new AppError('IDEMPOTENCY_KEY_IN_USE', { retryAfterSeconds: 1 })
    return reply
      .header('idempotent-replayed', 'true')
      .status(known.status)
      .serializer(JSON.stringify)
      .send(known.response)
  })

  app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload) => {
    const { idempotencyKey: key, actor } = request
    if (key === null || actor?.kind !== 'member') return
    request.idempotencyKey = null
    const isFinal = reply.statusCode < 500 && typeof payload === 'string'
    await db.transaction(actor.workspaceId, (tx) =>
      isFinal
        ? tx.query(
            'update idempotency_keys set status = $4, response = $5 where workspace_id = $1 and user_id = $2 and key = $3',
            [actor.workspaceId, actor.userId, key, reply.statusCode, payload],
          )
        : // It failed on our side and was rolled back: the same key may try again.
          tx.query('delete from idempotency_keys where workspace_id = $1 and user_id = $2 and key = $3', [
            actor.workspaceId,
            actor.userId,
            key,
          ]),
    )
  })
}

function reserve(db: Database, actor: MemberActor, key: string, hash: Buffer): Promise<Stored | null> {
  return db.transaction(actor.workspaceId, async (tx) => {
    const made = await tx.query(
      `insert into idempotency_keys (workspace_id, user_id, key, request_hash) values ($1, $2, $3, $4)
       on conflict do nothing returning key`,
      [actor.workspaceId, actor.userId, key, hash],
    )
    if (made.length > 0) return null
    return tx.one<Stored>(
      'select request_hash, status, response from idempotency_keys where workspace_id = $1 and user_id = $2 and key = $3',
      [actor.workspaceId, actor.userId, key],
    )
  })
}

/** Uploads are streamed, so their content does not count; their length does. */
const hashOf = (request: FastifyRequest) =>
  createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.body ?? request.headers['content-length'] ?? null]))
    .digest()

const badKey = () =>
  new AppError('VALIDATION_ERROR', {
    details: [
      { path: 'Idempotency-Key', code: 'invalid', message: 'Use 1 to 100 printable characters without spaces.' },
    ],
  })

const keptMs = 24 * 3600_000

/** The table of this file, and its clean-up. */
export const idempotencyModule = (db: Database, nowMs: () => number): Module => ({
  name: 'idempotency',
  tables: [{ name: 'idempotency_keys', scope: 'tenant', personalData: [{ columns: ['response'], of: 'member' }] }],
  jobs: {
    async 'idempotency.forget'() {
      await db.query('select forget_idempotency_keys($1)', [new Date(nowMs() - keptMs)])
    },
  },
  schedule: { 'idempotency.forget': '41 * * * *' },
})
