import type { Tx } from '../../platform/database/database.ts'

export type IdentityKeyRow = {
  id: string
  secret_sealed: string
  created_at: Date
  retires_at: Date | null
  last_used_at: Date | null
}

const columns = 'id, secret_sealed, created_at, retires_at, last_used_at'

/** Keys that count at a moment, the newest first. */
export const listKeys = (tx: Tx, now: Date) =>
  tx.query<IdentityKeyRow>(
    `select ${columns} from identity_keys where workspace_id = $1 and (retires_at is null or retires_at > $2)
     order by created_at desc, id desc`,
    [tx.workspaceId, now],
  )

/** All changes of a workspace's keys happen one after the other. */
export const lockKeys = (tx: Tx) =>
  tx.query('select 1 from workspaces where id = $1 for no key update', [tx.workspaceId])

export const insertKey = (tx: Tx, key: { id: string; sealed: string; at: Date }) =>
  tx.one<IdentityKeyRow>(
    `insert into identity_keys (workspace_id, id, secret_sealed, created_at) values ($1, $2, $3, $4) returning ${columns}`,
    [tx.workspaceId, key.id, key.sealed, key.at],
  )

export const retireKey = (tx: Tx, keyId: string, at: Date) =>
  tx.query('update identity_keys set retires_at = $3 where workspace_id = $1 and id = $2', [tx.workspaceId, keyId, at])

/** @returns whether it was there. */
export const deleteKey = async (tx: Tx, keyId: string) =>
  (
    await tx.query('delete from identity_keys where workspace_id = $1 and id = $2 returning id', [
      tx.workspaceId,
      keyId,
    ])
  ).length > 0

export const deleteRetiredKeys = (tx: Tx, now: Date) =>
  tx.query('delete from identity_keys where workspace_id = $1 and retires_at <= $2', [tx.workspaceId, now])

/** Notes the use of a key, once a minute at most. */
export const touchKey = (tx: Tx, keyId: string, now: Date) =>
  tx.query(
    `update identity_keys set last_used_at = $3
     where workspace_id = $1 and id = $2 and (last_used_at is null or last_used_at < $3::timestamptz - interval '1 minute')`,
    [tx.workspaceId, keyId, now],
  )
