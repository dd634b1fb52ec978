import type { AiProviderDraft, AiSettings, N8nSettings } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { createBreakers, noBreaker } from './breaker.ts'
import { forgetFailures } from './health.store.ts'
import { createModelProvider } from './model-provider.ts'
import { timeoutsOf } from './model-rows.ts'
import { createModerator, type Moderator, moderatingKinds } from './moderation.ts'
import { keyPlace, openKey } from './provider-keys.ts'
import { baseUrlOf } from './provider-settings.ts'
import type { ProvidersService } from './providers.service.ts'
import { listProviders, type ModelRow, type ProviderRow, readSettings } from './providers.store.ts'
import { fetchModels } from './relays/relay.ts'
import type { ModelChoice } from './relays/wire.ts'
import { wires } from './relays/wires.ts'
import type { Breaker, ChainLink, Meter } from './types.ts'
import { workflowSettingsOf } from './workflow-rows.ts'

/** Nobody looks at a test for longer. */
const maxTrialMs = 120_000

/** The providers of a workspace, ready to be called. */
export function createChain(deps: {
  db: Database
  secrets: Secrets
  outgoing: Outgoing
  log: Logger
  meter: Meter
  service: ProvidersService
  nowMs: () => number
}) {
  const { db, secrets, outgoing, log, meter, service } = deps
  const breakerOf = createBreakers(deps)

  const keyOf = (workspaceId: string, row: ProviderRow) =>
    openKey(keyPlace(workspaceId, row.id), row.api_key_sealed, secrets, log)

  function linkOf(workspaceId: string, row: ProviderRow, breaker: Breaker, openIts: () => string | null): ChainLink {
    if (row.kind !== 'n8n')
      return createModelProvider({ settings: settingsOf(row), openKey: openIts, breaker, meter, outgoing })
    return { kind: 'n8n', id: row.id, workspaceId, settings: workflowSettingsOf(row), openSecret: openIts, breaker }
  }

  return {
    /** Those that are switched on, in order. What is broken about one shows when it is called. */
    of: (workspaceId: string): Promise<{ settings: AiSettings; links: ChainLink[] }> =>
      db.transaction(workspaceId, async (tx) => {
        const rows = (await listProviders(tx)).filter((row) => row.is_enabled)
        return {
          settings: await readSettings(tx),
          links: rows.map((row) =>
            linkOf(workspaceId, row, breakerOf({ workspaceId, id: row.id, health: row }), () =>
              keyOf(workspaceId, row),
            ),
          ),
        }
      }),

    /** What looks at messages before any model does; null where the workspace wants none, or nobody in its chain does it. */
    moderatorOf: (workspaceId: string): Promise<Moderator | null> =>
      db.transaction(workspaceId, async (tx) => {
        if (!(await readSettings(tx)).moderates) return null
        const row = (await listProviders(tx)).find(({ kind, is_enabled }) => is_enabled && moderatingKinds.has(kind))
        if (!row || row.kind === 'n8n') return null
        const provider = settingsOf(row)
        const { dispatcher } = outgoing
        return createModerator({ workspaceId, provider, openKey: () => keyOf(workspaceId, row), meter, dispatcher })
      }),

    /** A single provider as a form has it, to be tried out; its breaker does not stand in the way. */
    async forTrial(workspaceId: string, draft: AiProviderDraft): Promise<ChainLink> {
      const { row, typedKey } = await service.draft(workspaceId, draft)
      const onSuccess = () => db.transaction(workspaceId, (tx) => forgetFailures(tx, row.id)).then(() => {})
      const breaker = isStored(draft) ? { ...noBreaker, onSuccess } : noBreaker
      const link = linkOf(workspaceId, row, breaker, () => typedKey ?? keyOf(workspaceId, row))
      if (link.kind !== 'n8n') return link
      const { settings } = link
      return { ...link, settings: { ...settings, timeoutMs: Math.min(settings.timeoutMs, maxTrialMs) } }
    },

    /** The secret of a stored workflow, where it may go with these settings. @throws AppError NOT_FOUND; ProviderFailed. */
    async secretFor(workspaceId: string, linkId: string, settings: N8nSettings): Promise<string | null> {
      return keyOf(workspaceId, await service.workflowWith(workspaceId, linkId, settings))
    },

    /** @throws ProviderFailed, AppError ADDRESS_NOT_ALLOWED, NOT_FOUND, VALIDATION_ERROR. */
    async modelsOf(workspaceId: string, draft: AiProviderDraft, signal: AbortSignal): Promise<ModelChoice[]> {
      const { row, typedKey } = await service.draft(workspaceId, draft)
      if (row.kind === 'n8n') {
        throw new AppError('VALIDATION_ERROR', {
          details: [{ path: 'provider.kind', code: 'invalid_value', message: 'A workflow has no models.' }],
        })
      }
      const endpoint = {
        baseUrl: baseUrlOf({ kind: row.kind, baseUrl: row.base_url }),
        apiKey: typedKey ?? keyOf(workspaceId, row),
      }
      return fetchModels({ wire: wires[row.kind], endpoint, dispatcher: outgoing.dispatcher, signal })
    },
  }
}

export type Chain = ReturnType<typeof createChain>

const settingsOf = (row: ModelRow) => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  model: row.model,
  baseUrl: row.base_url,
  maxOutputTokens: row.max_output_tokens,
  timeouts: timeoutsOf(row),
})

/** Whether what is tried is what visitors get. */
const isStored = ({ providerId, ...changes }: AiProviderDraft) =>
  providerId !== undefined && Object.values(changes).every((value) => value === undefined)
