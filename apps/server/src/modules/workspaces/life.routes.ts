import { deleteWorkspace, listDeletedWorkspaces, makeWorkspace, restoreWorkspace } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/http/route.ts'
import type { WorkspaceLife } from './life.service.ts'

export const lifeRoutes =
  (life: WorkspaceLife) =>
  (app: FastifyInstance): void => {
    route(app, makeWorkspace, ({ actor, body }) => life.make(actor, body.name))
    route(app, deleteWorkspace, ({ actor, body }) => life.remove(actor, body.name))
    route(app, listDeletedWorkspaces, ({ actor }) => life.listDeleted(actor.userId))
    route(app, restoreWorkspace, async ({ actor, params }) => {
      await life.restore(actor, params.workspaceId)
      return {}
    })
  }
