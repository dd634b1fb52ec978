import { getWorkspace, requireSecondFactor, updateWorkspace, type Workspace } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import type { Module } from '../../platform/module.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { lifeRoutes } from './life.routes.ts'
import { createWorkspaceLife, type LifeDeps } from './life.service.ts'
import { purgeDeleted } from './purge.ts'
import { changeSettings, keyPlace, openSettings, type ResponderSettings } from './responder-settings.ts'
import { changeSecondFactorRule, type SecondFactorRuleDeps } from './second-factor-rule.ts'
import { insertWorkspace, lockWorkspace, readWorkspace, type WorkspaceRow, writeWorkspace } from './workspaces.store.ts'

export { isLive } from './life.store.ts'
export { changeSettings, type ResponderSettings } from './responder-settings.ts'
export { deleteWorkspace, sessionsOfMembers } from './workspaces.store.ts'

/** Workspaces: their life, their names and how they are answered. */
export function createWorkspacesModule(
  deps: LifeDeps &
    SecondFactorRuleDeps & {
      secrets: Secrets
      outgoing: Outgoing
      log: Logger
      /** Called when the switch is stored: answers under way in the workspace are cut. */
      onAiPaused: (workspaceId: string) => Promise<void>
    },
) {
  const life = createWorkspaceLife(deps)
  const { db, secrets, outgoing, log } = deps

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
        const settings = body.responder
          ? changeSettings(openSettings(row, secrets, log), body.responder, outgoing)
          : null
        await writeWorkspace(tx, {
          ...row,
          name: body.name ?? row.name,
          ai_paused: body.aiPaused ?? row.ai_paused,
          ...(settings
            ? {
                responder_kind: settings.kind,
                responder_base_url: settings.baseUrl,
                responder_model: settings.model,
                responder_instructions: settings.instructions,
                responder_api_key_sealed:
                  settings.apiKey === null ? null : secrets.seal(settings.apiKey, keyPlace(row.id)),
              }
            : {}),
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
    tables: [
      {
        name: 'workspaces',
        scope: 'tenant',
        personalData: [],
        sealed: [{ column: 'responder_api_key_sealed', placeOf: ({ id }) => keyPlace(id) }],
      },
    ],
    routes,
    jobs: { 'workspaces.purge_deleted': (_payload, { signal }) => purgeDeleted(deps, signal) },
    schedule: { 'workspaces.purge_deleted': '47 2 * * *' },
  }
  return {
    ...module,
    /** Makes the row of a new workspace; the transaction's workspace is its id. */
    make: (tx: Tx, workspace: { name: string; isSample: boolean }) => insertWorkspace(tx, workspace),
    settingsOf: (workspaceId: string): Promise<ResponderSettings> =>
      db.transaction(workspaceId, async (tx) => openSettings(await read(tx), secrets, log)),
  }
}

/** What of it the audit log shows: the key only by whether there is one. */
const auditable = (row: WorkspaceRow) => {
  const { name, aiPaused, responder } = present(row)
  return { name, aiPaused, ...responder }
}

const present = (row: WorkspaceRow): Workspace => ({
  id: row.id,
  name: row.name,
  isSample: row.is_sample,
  aiPaused: row.ai_paused,
  secondFactorRequired: row.second_factor_required,
  responder: {
    kind: row.responder_kind,
    baseUrl: row.responder_base_url,
    model: row.responder_model,
    instructions: row.responder_instructions,
    hasApiKey: row.responder_api_key_sealed !== null,
  },
})
