import type { Locale, Scope } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { NewSecret } from './api-key-secrets.ts'

export type SecretRow = {
  prefix: string
  expires_at: Date
  last_used_at: Date | null
  last_used_address: string | null
}
export type KeyRow = { id: string; name: string; scope: Scope; created_at: Date; created_by_name: string | null }

const keyColumns = 'k.id, k.name, k.scope, k.created_at, u.name as created_by_name'

/** The newest first. */
export const listKeys = (tx: Tx) =>
  tx.query<KeyRow>(
    `select ${keyColumns} from api_keys k left join users u on u.id = k.created_by
     where k.workspace_id = $1 order by k.created_at desc, k.id desc`,
    [tx.workspaceId],
  )

export const lockKey = (tx: Tx, keyId: string) =>
  tx.maybeOne<KeyRow>(
    `select ${keyColumns} from api_keys k left join users u on u.id = k.created_by
     where k.workspace_id = $1 and k.id = $2 for update of k`,
    [tx.workspaceId, keyId],
  )

/** The secrets that may still work, and the current one even when it has expired; the current one first. */
export const listSecrets = (tx: Tx, now: Date) =>
  tx.query<SecretRow & { key_id: string }>(
    `select key_id, prefix, expires_at, last_used_at, last_used_address from api_key_secrets
     where workspace_id = $1 and (replaced_at is null or expires_at > $2)
     order by replaced_at desc nulls first`,
    [tx.workspaceId, now],
  )

export const insertKey = (tx: Tx, key: { id: string; name: string; scope: Scope; createdBy: string; now: Date }) =>
  tx.query(
    'insert into api_keys (workspace_id, id, name, scope, created_by, created_at) values ($1, $2, $3, $4, $5, $6)',
    [tx.workspaceId, key.id, key.name, key.scope, key.createdBy, key.now],
  )

export const insertSecret = (tx: Tx, secret: NewSecret & { keyId: string; now: Date; expiresAt: Date }) =>
  tx.query(
    `insert into api_key_secrets (workspace_id, prefix, key_id, secret_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.workspaceId, secret.prefix, secret.keyId, secret.hash, secret.now, secret.expiresAt],
  )

/** The key's secrets work until `end` at the longest, and another one takes the current one's place. */
export const replaceSecrets = (tx: Tx, keyId: string, now: Date, end: Date) =>
  tx.query(
    `update api_key_secrets set replaced_at = coalesce(replaced_at, $3), expires_at = least(expires_at, $4)
     where workspace_id = $1 and key_id = $2`,
    [tx.workspaceId, keyId, now, end],
  )

export const deleteEndedSecrets = (tx: Tx, keyId: string, now: Date) =>
  tx.query(
    `delete from api_key_secrets
     where workspace_id = $1 and key_id = $2 and replaced_at is not null and expires_at <= $3`,
    [tx.workspaceId, keyId, now],
  )

export const prefixesOf = async (tx: Tx, keyId: string): Promise<string[]> =>
  (
    await tx.query<{ prefix: string }>('select prefix from api_key_secrets where workspace_id = $1 and key_id = $2', [
      tx.workspaceId,
      keyId,
    ])
  ).map((row) => row.prefix)

export const renameKey = (tx: Tx, keyId: string, name: string) =>
  tx.query('update api_keys set name = $3 where workspace_id = $1 and id = $2', [tx.workspaceId, keyId, name])

export const deleteKey = (tx: Tx, keyId: string) =>
  tx.query('delete from api_keys where workspace_id = $1 and id = $2', [tx.workspaceId, keyId])

export type CallerRow = {
  key_id: string
  name: string
  scope: Scope
  secret_hash: Buffer
  expires_at: Date
  user_id: string
}

/**
 * Who calls with a secret: its key, and whoever made it or, when they have left, the first owner. Nobody, while whoever
 * made it is locked out by an operator: they may know the secret.
 */
export const findCaller = (tx: Tx, prefix: string) =>
  tx.maybeOne<CallerRow>(
    `select k.id as key_id, k.name, k.scope, s.secret_hash, s.expires_at, m.user_id
     from api_key_secrets s
     join api_keys k on k.workspace_id = s.workspace_id and k.id = s.key_id
     join workspaces w on w.id = k.workspace_id and w.deleted_at is null
     left join users maker on maker.id = k.created_by
     join lateral (
       select user_id from memberships
       where workspace_id = k.workspace_id and (user_id = k.created_by or role = 'owner')
       order by user_id is not distinct from k.created_by desc, created_at, user_id limit 1
     ) m on true
     where s.workspace_id = $1 and s.prefix = $2 and maker.locked_at is null`,
    [tx.workspaceId, prefix],
  )

export const noteUse = (tx: Tx, prefix: string, at: Date, address: string) =>
  tx.query(
    `update api_key_secrets set last_used_at = $3, last_used_address = $4
     where workspace_id = $1 and prefix = $2 and (last_used_at is null or last_used_at < $3)`,
    [tx.workspaceId, prefix, at, address],
  )

/** Takes it upon the caller to announce the end of a key. @returns undefined when it has been announced, or is gone. */
export const takeEnding = (tx: Tx, keyId: string, now: Date) =>
  tx.maybeOne<{ key_name: string; workspace_name: string; expires_at: Date }>(
    `update api_key_secrets s set end_announced_at = $3
     from api_keys k, workspaces w
     where s.workspace_id = $1 and s.key_id = $2 and s.replaced_at is null and s.end_announced_at is null
       and s.expires_at > $3
       and k.workspace_id = s.workspace_id and k.id = s.key_id and w.id = s.workspace_id and w.deleted_at is null
     returning k.name as key_name, w.name as workspace_name, s.expires_at`,
    [tx.workspaceId, keyId, now],
  )

type KeyHolder = {
  id: string
  name: string
  email: string
  locale: Locale
  has_password: boolean
  workspace_name: string
  is_sample: boolean
}

export const readPerson = (tx: Tx, userId: string) =>
  tx.maybeOne<KeyHolder>(
    `select u.id, u.name, u.email, u.locale, u.has_password, w.name as workspace_name, w.is_sample
     from users u, workspaces w where u.id = $2 and w.id = $1`,
    [tx.workspaceId, userId],
  )
