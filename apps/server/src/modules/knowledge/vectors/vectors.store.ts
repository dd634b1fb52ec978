import type { Tx } from '../../../platform/database/database.ts'
import { passagesNotInUse } from '../organisation/organisation.store.ts'
import { toBytes } from './vector-bytes.ts'

export type PassageVector = { passageId: string; vector: Float32Array }
export type StoredVector = { passageId: string; vector: Buffer }

/** Adds vectors of a model; one that is there already stays, and a passage that has gone in the meantime is left out. */
export async function insertVectors(tx: Tx, model: string, vectors: readonly PassageVector[]): Promise<void> {
  if (vectors.length === 0) return
  await tx.query(
    `insert into knowledge_vectors (workspace_id, passage_id, model, dims, vector)
     select $1, p.id, $2, octet_length(v.vector), v.vector
     from unnest($3::uuid[], $4::bytea[]) as v (id, vector)
     join knowledge_passages p on p.workspace_id = $1 and p.id = v.id
     on conflict do nothing`,
    [tx.workspaceId, model, vectors.map(({ passageId }) => passageId), vectors.map(({ vector }) => toBytes(vector))],
  )
}

/** All vectors of a model in the workspace, of passages that are in use. */
export const readVectors = (tx: Tx, model: string): Promise<StoredVector[]> =>
  tx.query(
    `with not_in_use as materialized (${passagesNotInUse})
     select passage_id as "passageId", vector from knowledge_vectors
     where workspace_id = $1 and model = $2 and passage_id not in (select id from not_in_use)`,
    [tx.workspaceId, model],
  )

/** Those of some passages. */
export const readVectorsOf = (tx: Tx, model: string, passageIds: readonly string[]): Promise<StoredVector[]> =>
  tx.query(
    `select passage_id as "passageId", vector from knowledge_vectors
     where workspace_id = $1 and passage_id = any ($3::uuid[]) and model = $2`,
    [tx.workspaceId, model, passageIds],
  )
