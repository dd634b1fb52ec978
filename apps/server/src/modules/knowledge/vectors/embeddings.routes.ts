import { getEmbeddings, setEmbeddings } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { route } from '../../../platform/http/route.ts'
import type { createEmbeddings } from './embeddings.service.ts'

export function registerEmbeddingRoutes(app: FastifyInstance, embeddings: ReturnType<typeof createEmbeddings>): void {
  route(app, getEmbeddings, ({ actor }) => embeddings.read(actor.workspaceId))
  route(app, setEmbeddings, ({ actor, body }) => embeddings.change(actor, actor.workspaceId, body), {
    rateLimit: { max: 30, timeWindow: 60_000 },
  })
}
