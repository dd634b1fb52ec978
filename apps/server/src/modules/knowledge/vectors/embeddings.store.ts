import type { Tx } from '../../../platform/database/database.ts'
import type { ProviderSettings } from './provider-embedder.ts'

export type EmbedderRow = Omit<ProviderSettings, 'apiKey'> & { apiKeySealed: string | null; problem: string | null }

const columns = 'kind, base_url as "baseUrl", model, api_key_sealed as "apiKeySealed", problem'

export const findEmbedder = (tx: Tx): Promise<EmbedderRow | undefined> =>
  tx.maybeOne(`select ${columns} from knowledge_embedders where workspace_id = $1`, [tx.workspaceId])

/** Locked until the transaction ends. */
export const lockEmbedder = (tx: Tx): Promise<EmbedderRow | undefined> =>
  tx.maybeOne(`select ${columns} from knowledge_embedders where workspace_id = $1 for update`, [tx.workspaceId])

export async function writeEmbedder(tx: Tx, row: Omit<EmbedderRow, 'problem'>): Promise<void> {
  await tx.query(
    `insert into knowledge_embedders (workspace_id, kind, base_url, model, api_key_sealed) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id) do update set
       kind = excluded.kind, base_url = excluded.base_url, model = excluded.model,
       api_key_sealed = excluded.api_key_sealed, problem = null`,
    [tx.workspaceId, row.kind, row.baseUrl, row.model, row.apiKeySealed],
  )
}

export async function deleteEmbedder(tx: Tx): Promise<void> {
  await tx.query('delete from knowledge_embedders where workspace_id = $1', [tx.workspaceId])
}

export async function noteProblem(tx: Tx, problem: string | null): Promise<void> {
  await tx.query(
    'update knowledge_embedders set problem = $2 where workspace_id = $1 and problem is distinct from $2',
    [tx.workspaceId, problem?.slice(0, 500) ?? null],
  )
}

/** Vectors of all models but these. */
export async function deleteVectorsBut(tx: Tx, models: readonly string[]): Promise<void> {
  await tx.query('delete from knowledge_vectors where workspace_id = $1 and model <> all ($2::text[])', [
    tx.workspaceId,
    models,
  ])
}

export type UnembeddedPassage = { id: string; title: string; text: string }

/** Passages without a vector of a model. */
export const findUnembedded = (tx: Tx, model: string, most: number): Promise<UnembeddedPassage[]> =>
  tx.query(
    `select p.id, p.title, p.text from knowledge_passages p
     where p.workspace_id = $1 and not exists (
       select from knowledge_vectors v where v.workspace_id = $1 and v.passage_id = p.id and v.model = $2
     )
     order by p.id
     limit $3`,
    [tx.workspaceId, model, most],
  )

export const countEmbedded = (tx: Tx, model: string): Promise<{ passageCount: number; embeddedCount: number }> =>
  tx.one(
    `select coalesce((select sum(passage_count)::integer from knowledge_totals where workspace_id = $1), 0)
         as "passageCount",
       (select count(*)::integer from knowledge_vectors where workspace_id = $1 and model = $2) as "embeddedCount"`,
    [tx.workspaceId, model],
  )
