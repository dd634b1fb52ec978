import {
  createAiProvider,
  deleteAiProvider,
  getAiSettings,
  listAiProviders,
  listModels,
  orderAiProviders,
  updateAiProvider,
  updateAiSettings,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/http/route.ts'
import { asAppError } from './as-app-error.ts'
import type { Chain } from './chain.ts'
import type { ProvidersService } from './providers.service.ts'

export function providersRoutes({ service, chain }: { service: ProvidersService; chain: Chain }) {
  return (app: FastifyInstance): void => {
    route(app, listAiProviders, ({ actor }) => service.list(actor.workspaceId))
    route(app, createAiProvider, ({ actor, body }) => service.create(actor, body))
    route(app, updateAiProvider, ({ actor, params, body }) => service.update(actor, params.providerId, body))
    route(app, deleteAiProvider, async ({ actor, params }) => {
      await service.remove(actor, params.providerId)
      return {}
    })
    route(app, orderAiProviders, ({ actor, body }) => service.order(actor, body.ids))
    route(
      app,
      listModels,
      async ({ actor, body, reply }) => {
        const gone = new AbortController()
        reply.raw.once('close', () => gone.abort())
        return chain.modelsOf(actor.workspaceId, body.provider, gone.signal).catch(asAppError)
      },
      { rateLimit: { max: 30, timeWindow: 60_000 } },
    )
    route(app, getAiSettings, ({ actor }) => service.settings(actor.workspaceId))
    route(app, updateAiSettings, ({ actor, body }) => service.changeSettings(actor, body))
  }
}
