import type { AiModel, AiProviderChange, NewAiProvider } from '@minichat/contracts'
import { hasSameOrigin } from './provider-keys.ts'
import type { ModelRow } from './providers.store.ts'
import type { Timeouts } from './relays/watchdog.ts'

const defaultTimeouts: Timeouts = { firstTokenMs: 15_000, gapMs: 15_000, wholeMs: 90_000 }

export const timeoutsOf = ({ settings }: Pick<ModelRow, 'settings'>): Timeouts => ({
  ...defaultTimeouts,
  ...settings.timeouts,
})

export const emptyModel = (id: string, kind: ModelRow['kind']): ModelRow => ({
  id,
  kind,
  name: kind,
  is_enabled: true,
  base_url: '',
  model: '',
  api_key_sealed: null,
  max_output_tokens: 1024,
  settings: {},
})

type NewModel = Exclude<NewAiProvider, { kind: 'n8n' }>

export const newModel = (id: string, wanted: NewModel): ModelRow => changedModel(emptyModel(id, wanted.kind), wanted)

/** A row with what is wanted of it, without the typed key. The stored one is gone when it was removed, or entered for another server. */
export function changedModel(before: ModelRow, wanted: AiProviderChange): ModelRow {
  const address = { kind: before.kind, baseUrl: wanted.baseUrl ?? before.base_url }
  const keepsKey = wanted.apiKey === undefined && hasSameOrigin(address, { ...address, baseUrl: before.base_url })
  return {
    id: before.id,
    kind: before.kind,
    name: wanted.name ?? before.name,
    is_enabled: wanted.isEnabled ?? before.is_enabled,
    base_url: address.baseUrl,
    model: wanted.model ?? before.model,
    api_key_sealed: keepsKey ? before.api_key_sealed : null,
    max_output_tokens: wanted.maxOutputTokens ?? before.max_output_tokens,
    settings: { timeouts: { ...before.settings.timeouts, ...wanted.timeouts } },
  }
}

export const presentModel = (row: ModelRow): Omit<AiModel, 'health'> => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  isEnabled: row.is_enabled,
  baseUrl: row.base_url,
  model: row.model,
  hasApiKey: row.api_key_sealed !== null,
  maxOutputTokens: row.max_output_tokens,
  timeouts: timeoutsOf(row),
})
