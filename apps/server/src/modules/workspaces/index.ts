import { getWorkspace, requireSecondFactor, updateWorkspace, type Workspace } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import type { Module } from '../../platform/module.ts'
import { lifeRoutes } from './life.routes.ts'
import { createWorkspaceLife, type LifeDeps } from './life.service.ts'
import { purgeDeleted } from './purge.ts'
import { changeSecondFactorRule, type SecondFactorRuleDeps } from './second-factor-rule.ts'
import { insertWorkspace, lockWorkspace, readWorkspace, type WorkspaceRow, writeWorkspace } from './workspaces.store.ts'

export { isLive } from './life.store.ts'
export { endMemberStreamsIn } from './member-streams.ts'
export { deleteWorkspace } from './workspaces.store.ts'

/** Workspaces: their life and their names. */
export function createWorkspacesModule(
  deps: LifeDeps &
    SecondFactorRuleDeps & {
      /** Called when the switch is stored: answers under way in the workspace are cut. */
      onAiPaused: (workspaceId: string) => Promise<void>
    },
) {
  const life = createWorkspaceLife(deps)
  const { db } = deps

  async function read(tx: Tx): Promise<WorkspaceRow> {
    const row = await readWorkspace(tx)
    if (!row) throw new AppError('NOT_FOUND')
    return row
  }

  const routes = (app: FastifyInstance): void => {
    lifeRoutes(life)(app)

    route(app, getWorkspace, ({ actor }) => db.transaction(actor.workspaceId, async (tx) => present(await read(tx))))

    route(app, requireSecondFactor, async ({ actor, body }) =>
      present(await changeSecondFactorRule(deps, actor, body.isRequired)),
    )

    route(app, updateWorkspace, async ({ actor, body }) => {
      const workspace = await db.transaction(actor.workspaceId, async (tx) => {
        await lockWorkspace(tx)
        const row = await read(tx)
        await writeWorkspace(tx, {
          name: body.name ?? row.name,
          timeZone: body.timeZone ?? row.time_zone,
          aiPaused: body.aiPaused ?? row.ai_paused,
        })
        const after = await read(tx)
        const change = changesBetween(auditable(row), auditable(after))
        if (change) await recordAudit(tx, { actor, action: 'workspace.changed', ...change })
        return present(after)
      })
      if (body.aiPaused) await deps.onAiPaused(actor.workspaceId)
      return workspace
    })
  }

  const module: Module = {
    name: 'workspaces',
    tables: [{ name: 'workspaces', scope: 'tenant', personalData: [] }],
    routes,
    jobs: { 'workspaces.purge_deleted': (_payload, { signal }) => purgeDeleted(deps, signal) },
    schedule: { 'workspaces.purge_deleted': '47 2 * * *' },
  }
  return {
    ...module,
    /** Makes the row of a new workspace; the transaction's workspace is its id. */
    make: (tx: Tx, workspace: { name: string; isSample: boolean }) => insertWorkspace(tx, workspace),
  }
}

/** What of it the audit log shows. */
const auditable = (row: WorkspaceRow) => {
  const { name, timeZone, aiPaused } = present(row)
  return { name, timeZone, aiPaused }
}

const present = (row: WorkspaceRow): Workspace => ({
  id: row.id,
  name: row.name,
  isSample: row.is_sample,
  timeZone: row.time_zone,
  aiPaused: row.ai_paused,
  secondFactorRequired: row.second_factor_required,
})
