import { search } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { page, route } from '../../platform/http/route.ts'
import { findKnowledge, type Retrieve } from './find-knowledge.ts'
import { findMessages } from './find-messages.ts'
import { findVisitors } from './find-visitors.ts'

export function registerSearchRoutes(app: FastifyInstance, db: Database, retrieve: Retrieve): void {
  route(app, search, ({ actor, query }) =>
    db.transaction(actor.workspaceId, async (tx) => {
      if (query.kind === 'visitors') return page(await findVisitors(tx, query.q, query.limit), null)
      if (query.kind === 'knowledge') return page(await findKnowledge(tx, retrieve, query.q, query.limit), null)
      const { hits, nextCursor } = await findMessages(tx, { ...query, unfinished: query.unfinished === 'true' })
      return page(hits, nextCursor)
    }),
  )
}
