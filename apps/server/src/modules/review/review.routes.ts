import { answerReview, askReview, listReview, settleReview } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { decodeCursor } from '../../platform/http/cursor.ts'
import { pageOf } from '../../platform/http/page-of.ts'
import { route } from '../../platform/http/route.ts'
import { createReview, presentGroup, type ReviewDeps } from './review.service.ts'
import { listGroups } from './review.store.ts'

export function registerReviewRoutes(app: FastifyInstance, deps: ReviewDeps): void {
  const { db } = deps
  const review = createReview(deps)

  route(app, listReview, async ({ actor, query: { status, cursor, limit } }) => {
    const before = cursor ? decodeCursor(cursor) : null
    const rows = await db.transaction(actor.workspaceId, (tx) => listGroups(tx, { status, before, limit: limit + 1 }))
    return pageOf(rows.map(presentGroup), limit, ({ askedAt, id }) => ({ at: askedAt, id }))
  })

  route(app, answerReview, ({ actor, params, body }) => review.answer(actor, params.groupId, body))
  route(app, settleReview, ({ actor, params, body }) => review.settle(actor, params.groupId, body.status))
  route(
    app,
    askReview,
    ({ actor, params, reply }) => {
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      return review.ask(actor, params.groupId, gone.signal)
    },
    { rateLimit: { max: 30, timeWindow: 60_000 } },
  )
}
