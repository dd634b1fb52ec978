import { createApiKey, listApiKeys, renameApiKey, revokeApiKey, rotateApiKey } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { page, route } from '../../platform/http/route.ts'
import type { ApiKeysService } from './api-keys.service.ts'

export const apiKeysRoutes =
  (keys: ApiKeysService) =>
  (app: FastifyInstance): void => {
    route(app, listApiKeys, async ({ actor }) => page(await keys.list(actor.workspaceId), null))
    route(app, createApiKey, ({ actor, body }) => keys.create(actor, body))
    route(app, renameApiKey, ({ actor, params, body }) => keys.rename(actor, params.keyId, body.name))
    route(app, rotateApiKey, ({ actor, params, body }) => keys.rotate(actor, params.keyId, body))
    route(app, revokeApiKey, async ({ actor, params }) => {
      await keys.revoke(actor, params.keyId)
      return {}
    })
  }
