import {
  changePlan,
  listWorkspaces,
  lockWorkspace,
  type OperatedWorkspace,
  type PlanName,
  unlockWorkspace,
} from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { pageOf } from '../../platform/http/page-of.ts'
import { route } from '../../platform/http/route.ts'
import type { PlansService } from '../plans/index.ts'
import { beforeIdOf, placeOf } from './pages.ts'
import type { WorkspaceLocks } from './workspace-locks.ts'
import { listWorkspaces as listWorkspaceRows } from './workspaces.store.ts'

export function workspacesRoutes(deps: {
  db: Database
  plans: PlansService
  locks: WorkspaceLocks
  defaultPlan: PlanName
}) {
  const { db, plans, locks, defaultPlan } = deps

  async function find(id: string): Promise<OperatedWorkspace> {
    const filter = { ids: [id], words: null, plan: null, state: null, beforeId: null, limit: 1 }
    const [workspace] = await listWorkspaceRows(db, filter, defaultPlan)
    if (!workspace) throw new AppError('NOT_FOUND')
    return workspace
  }

  return (app: FastifyInstance): void => {
    route(app, listWorkspaces, async ({ query }) => {
      const filter = {
        ids: null,
        words: query.search?.toLowerCase() || null,
        plan: query.plan ?? null,
        state: query.state ?? null,
        beforeId: beforeIdOf(query.cursor),
        limit: query.limit + 1,
      }
      return pageOf(await listWorkspaceRows(db, filter, defaultPlan), query.limit, placeOf)
    })

    route(app, changePlan, async ({ actor, params, body }) => {
      await plans.changePlan(actor, params.workspaceId, body.plan)
      return find(params.workspaceId)
    })

    route(app, lockWorkspace, async ({ actor, params, body }) => {
      await locks.lock(actor, params.workspaceId, body.reason)
      return find(params.workspaceId)
    })

    route(app, unlockWorkspace, async ({ actor, params }) => {
      await locks.unlock(actor, params.workspaceId)
      return find(params.workspaceId)
    })
  }
}
