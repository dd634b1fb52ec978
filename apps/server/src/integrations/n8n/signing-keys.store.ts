import type { Tx } from '../../platform/database/database.ts'

export type SigningKeyRow = { id: string; secret_sealed: string; retires_at: Date | null; created_at: Date }

/** Keys that count at a moment: the current one first. */
export const listSigningKeys = (tx: Tx, now: Date) =>
  tx.query<SigningKeyRow>(
    `select id, secret_sealed, retires_at, created_at from n8n_signing_keys
     where workspace_id = $1 and (retires_at is null or retires_at > $2)
     order by retires_at desc nulls first`,
    [tx.workspaceId, now],
  )

/** Of two that are made at once the later one is the current one. */
export const lockSigningKeys = (tx: Tx) =>
  tx.query('select 1 from workspaces where id = $1 for no key update', [tx.workspaceId])

/** Only one old key goes on counting. */
export const retireSigningKeys = async (tx: Tx, retiresAt: Date) => {
  await tx.query('delete from n8n_signing_keys where workspace_id = $1 and retires_at is not null', [tx.workspaceId])
  await tx.query('update n8n_signing_keys set retires_at = $2 where workspace_id = $1', [tx.workspaceId, retiresAt])
}

export const insertSigningKey = (tx: Tx, key: { id: string; sealed: string; at: Date }) =>
  tx.query('insert into n8n_signing_keys (workspace_id, id, secret_sealed, created_at) values ($1, $2, $3, $4)', [
    tx.workspaceId,
    key.id,
    key.sealed,
    key.at,
  ])
