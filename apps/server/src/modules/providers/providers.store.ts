import type { AiModelKind, AiSettings, N8nSettings } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { HealthRow } from './health.store.ts'
import type { Timeouts } from './relays/watchdog.ts'

type Row<Kind, Settings> = {
  id: string
  kind: Kind
  name: string
  is_enabled: boolean
  base_url: string
  model: string
  /** Of a workflow: its secret. */
  api_key_sealed: string | null
  max_output_tokens: number
  settings: Settings
}
export type ModelRow = Row<AiModelKind, { timeouts?: Partial<Timeouts> }>
export type WorkflowRow = Row<'n8n', N8nSettings>
export type ProviderRow = ModelRow | WorkflowRow

const columns = 'id, kind, name, is_enabled, base_url, model, api_key_sealed, max_output_tokens, settings'

/** All of them in order, each with how it is doing. */
export const listProviders = (tx: Tx) =>
  tx.query<ProviderRow & HealthRow>(
    `select ${columns
      .split(', ')
      .map((column) => `p.${column}`)
      .join(', ')},
       coalesce(h.failures, 0) as failures, h.last_failure, h.last_failed_at, h.open_until
     from ai_providers p
     left join ai_provider_health h on h.workspace_id = p.workspace_id and h.provider_id = p.id
     where p.workspace_id = $1 order by p.position, p.id`,
    [tx.workspaceId],
  )

/** All changes of a workspace's chain happen one after the other. */
export const lockChain = (tx: Tx) =>
  tx.query('select 1 from workspaces where id = $1 for no key update', [tx.workspaceId])

export const insertProvider = (tx: Tx, row: ProviderRow) =>
  tx.query(
    `insert into ai_providers (workspace_id, ${columns}, position)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce(max(position), 0) + 1
     from ai_providers where workspace_id = $1`,
    [tx.workspaceId, ...valuesOf(row)],
  )

export const updateProvider = (tx: Tx, row: ProviderRow) =>
  tx.query(
    `update ai_providers set kind = $3, name = $4, is_enabled = $5, base_url = $6, model = $7, api_key_sealed = $8,
       max_output_tokens = $9, settings = $10
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, ...valuesOf(row)],
  )

const valuesOf = (row: ProviderRow) => [
  row.id,
  row.kind,
  row.name,
  row.is_enabled,
  row.base_url,
  row.model,
  row.api_key_sealed,
  row.max_output_tokens,
  JSON.stringify(row.settings),
]

export const deleteProvider = (tx: Tx, id: string) =>
  tx.query('delete from ai_providers where workspace_id = $1 and id = $2', [tx.workspaceId, id])

/** @param ids all of the chain. */
export const writeOrder = (tx: Tx, ids: string[]) =>
  tx.query(
    `update ai_providers p set position = o.position
     from unnest($2::uuid[]) with ordinality as o (id, position)
     where p.workspace_id = $1 and p.id = o.id and p.position <> o.position`,
    [tx.workspaceId, ids],
  )

const settingsColumns = 'instructions, tone, strictness, reranks, moderates'

export const readSettings = async (tx: Tx): Promise<AiSettings> =>
  (await tx.maybeOne<AiSettings>(`select ${settingsColumns} from ai_settings where workspace_id = $1`, [
    tx.workspaceId,
  ])) ?? { instructions: '', tone: 'friendly', strictness: 'balanced', reranks: false, moderates: false }

export const writeSettings = (tx: Tx, { instructions, tone, strictness, reranks, moderates }: AiSettings) =>
  tx.query(
    `insert into ai_settings (workspace_id, ${settingsColumns}) values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id) do update
       set instructions = $2, tone = $3, strictness = $4, reranks = $5, moderates = $6`,
    [tx.workspaceId, instructions, tone, strictness, reranks, moderates],
  )
