import type { AiProviderDraft, AiSettings } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import type { Outgoing } from '../../platform/outgoing/outgoing.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { createBreakers, noBreaker } from './breaker.ts'
import { forgetFailures } from './health.store.ts'
import { createModelProvider } from './model-provider.ts'
import { keyPlace, openKey } from './provider-keys.ts'
import { timeoutsOf } from './provider-rows.ts'
import { baseUrlOf } from './provider-settings.ts'
import type { ProvidersService } from './providers.service.ts'
import { listProviders, type ProviderRow, readSettings } from './providers.store.ts'
import { fetchModels } from './relays/relay.ts'
import type { ModelChoice } from './relays/wire.ts'
import { wires } from './relays/wires.ts'
import type { Meter, ModelProvider } from './types.ts'

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

  const settingsOf = (row: ProviderRow) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    model: row.model,
    baseUrl: row.base_url,
    maxOutputTokens: row.max_output_tokens,
    timeouts: timeoutsOf(row),
  })

  return {
    /** Those that are switched on, in order. What is broken about one shows when it is called. */
    of: (workspaceId: string): Promise<{ settings: AiSettings; providers: ModelProvider[] }> =>
      db.transaction(workspaceId, async (tx) => {
        const rows = (await listProviders(tx)).filter((row) => row.is_enabled)
        return {
          settings: await readSettings(tx),
          providers: rows.map((row) =>
            createModelProvider({
              settings: settingsOf(row),
              openKey: () => keyOf(workspaceId, row),
              breaker: breakerOf({ workspaceId, id: row.id, health: row }),
              meter,
              outgoing,
            }),
          ),
        }
      }),

    /** A single provider as a form has it, to be tried out; its breaker does not stand in the way. */
    async forTrial(workspaceId: string, draft: AiProviderDraft): Promise<ModelProvider> {
      const { row, typedKey } = await service.draft(workspaceId, draft)
      const onSuccess = () => db.transaction(workspaceId, (tx) => forgetFailures(tx, row.id)).then(() => {})
      return createModelProvider({
        settings: settingsOf(row),
        openKey: () => typedKey ?? keyOf(workspaceId, row),
        breaker: isStored(draft) ? { ...noBreaker, onSuccess } : noBreaker,
        meter,
        outgoing,
      })
    },

    /** @throws ProviderFailed, AppError ADDRESS_NOT_ALLOWED, NOT_FOUND, VALIDATION_ERROR. */
    async modelsOf(workspaceId: string, draft: AiProviderDraft, signal: AbortSignal): Promise<ModelChoice[]> {
      const { row, typedKey } = await service.draft(workspaceId, draft)
      const endpoint = {
        baseUrl: baseUrlOf({ kind: row.kind, baseUrl: row.base_url }),
        apiKey: typedKey ?? keyOf(workspaceId, row),
      }
      return fetchModels({ wire: wires[row.kind], endpoint, dispatcher: outgoing.dispatcher, signal })
    },
  }
}

export type Chain = ReturnType<typeof createChain>

/** Whether what is tried is what visitors get. */
const isStored = ({ providerId, ...changes }: AiProviderDraft) =>
  providerId !== undefined && Object.values(changes).every((value) => value === undefined)
