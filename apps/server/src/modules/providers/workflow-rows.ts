import { type AiProviderChange, type AiWorkflow, type N8nSettings, n8nSettings } from '@minichat/contracts'
import type { WorkflowRow } from './providers.store.ts'

/** What models alone have stays empty. */
export const newWorkflow = (
  id: string,
  { name, isEnabled, settings }: { name: string; isEnabled: boolean; settings: N8nSettings },
): WorkflowRow => ({
  id,
  kind: 'n8n',
  name,
  is_enabled: isEnabled,
  base_url: '',
  model: '',
  api_key_sealed: null,
  max_output_tokens: 1024,
  settings,
})

/** Of what is stored; what came to be known since has its usual value. */
export const workflowSettingsOf = ({ settings }: Pick<WorkflowRow, 'settings'>): N8nSettings =>
  n8nSettings.parse(settings)

/** A row with what is wanted of it, without the typed secret. */
export function changedWorkflow(before: WorkflowRow, wanted: AiProviderChange): WorkflowRow {
  const settings = wanted.settings ?? before.settings
  const keepsSecret = wanted.secret === undefined && isForSame(before.settings, settings)
  return {
    ...before,
    name: wanted.name ?? before.name,
    is_enabled: wanted.isEnabled ?? before.is_enabled,
    api_key_sealed: keepsSecret ? before.api_key_sealed : null,
    settings,
  }
}

/** A stored secret goes to the server it was entered for, as what it was entered as. */
const isForSame = (one: N8nSettings, other: N8nSettings) =>
  new URL(one.url).origin === new URL(other.url).origin && one.auth.kind === other.auth.kind

export const presentWorkflow = (row: WorkflowRow): Omit<AiWorkflow, 'health'> => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  isEnabled: row.is_enabled,
  settings: workflowSettingsOf(row),
  hasSecret: row.api_key_sealed !== null,
})
