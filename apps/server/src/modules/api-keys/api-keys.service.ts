import type { ApiKey, Scope } from '@minichat/contracts'
import { changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import { makeSecret } from './api-key-secrets.ts'
import * as store from './api-keys.store.ts'

const hourMs = 3600_000
const dayMs = 24 * hourMs

/**
 * @param assertRoomFor refuses when the plan has no room for another key, and makes those who add at once wait.
 * @param onChanged is told after the commit which secrets are not as they were, and whether the key is gone.
 */
export function createApiKeysService(deps: {
  db: Database
  nowMs: () => number
  assertRoomFor: (tx: Tx, quota: 'apiKeys') => Promise<void>
  onChanged: (changed: { workspaceId: string; keyId: string; prefixes: string[]; isGone: boolean }) => void
}) {
  const { db, nowMs } = deps

  async function lock(tx: Tx, keyId: string): Promise<store.KeyRow> {
    const row = await store.lockKey(tx, keyId)
    if (!row) throw new AppError('NOT_FOUND')
    return row
  }

  async function listIn(tx: Tx): Promise<ApiKey[]> {
    const keys = await store.listKeys(tx)
    const secrets = Map.groupBy(await store.listSecrets(tx, new Date(nowMs())), (secret) => secret.key_id)
    return keys.map((key) => present(key, secrets.get(key.id) ?? []))
  }

  const readIn = async (tx: Tx, keyId: string): Promise<ApiKey> =>
    (await listIn(tx)).find((key) => key.id === keyId) as ApiKey

  async function addSecret(tx: Tx, keyId: string, expiresInDays: number): Promise<string> {
    const made = makeSecret(tx.workspaceId as string)
    const now = nowMs()
    await store.insertSecret(tx, {
      ...made,
      keyId,
      now: new Date(now),
      expiresAt: new Date(now + expiresInDays * dayMs),
    })
    return made.secret
  }

  /** Remembers, before a change, whom to tell of it. */
  async function tellAfter(tx: Tx, keyId: string, isGone = false): Promise<void> {
    const prefixes = await store.prefixesOf(tx, keyId)
    tx.afterCommit(() => deps.onChanged({ workspaceId: tx.workspaceId as string, keyId, prefixes, isGone }))
  }

  return {
    list: (workspaceId: string) => db.transaction(workspaceId, listIn),

    /** @throws AppError QUOTA_REACHED. */
    create: (actor: MemberActor, wanted: { name: string; scope: Scope; expiresInDays: number }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        await deps.assertRoomFor(tx, 'apiKeys')
        const { name, scope } = wanted
        const id = newId()
        await store.insertKey(tx, { id, name, scope, createdBy: actor.userId, now: new Date(nowMs()) })
        const secret = await addSecret(tx, id, wanted.expiresInDays)
        const key = await readIn(tx, id)
        const { expiresAt, prefix } = key
        await recordAudit(tx, {
          actor,
          action: 'api_key.created',
          target: target(key),
          after: { scope, prefix, expiresAt },
        })
        return { key, secret }
      }),

    /** @throws AppError NOT_FOUND; so do the others. */
    rename: (actor: MemberActor, keyId: string, name: string) =>
      db.transaction(actor.workspaceId, async (tx) => {
        const before = await lock(tx, keyId)
        await store.renameKey(tx, keyId, name)
        const change = changesBetween({ name: before.name }, { name })
        if (change) {
          await recordAudit(tx, { actor, action: 'api_key.renamed', target: target({ id: keyId, name }), ...change })
        }
        await tellAfter(tx, keyId)
        return readIn(tx, keyId)
      }),

    /** The secrets so far work for `overlapHours` more at the longest. */
    rotate: (actor: MemberActor, keyId: string, wanted: { overlapHours: number; expiresInDays: number }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        const row = await lock(tx, keyId)
        await tellAfter(tx, keyId)
        const now = nowMs()
        await store.replaceSecrets(tx, keyId, new Date(now), new Date(now + wanted.overlapHours * hourMs))
        await store.deleteEndedSecrets(tx, keyId, new Date(now))
        const secret = await addSecret(tx, keyId, wanted.expiresInDays)
        const key = await readIn(tx, keyId)
        const { prefix, expiresAt } = key
        await recordAudit(tx, {
          actor,
          action: 'api_key.rotated',
          target: target(row),
          after: { prefix, expiresAt, overlapHours: wanted.overlapHours },
        })
        return { key, secret }
      }),

    revoke: (actor: MemberActor, keyId: string) =>
      db.transaction(actor.workspaceId, async (tx) => {
        const row = await lock(tx, keyId)
        await tellAfter(tx, keyId, true)
        await store.deleteKey(tx, keyId)
        await recordAudit(tx, {
          actor,
          action: 'api_key.revoked',
          target: target(row),
          before: { scope: row.scope },
        })
      }),
  }
}

export type ApiKeysService = ReturnType<typeof createApiKeysService>

const target = ({ id, name }: { id: string; name: string }) => ({ kind: 'api_key', id, name })

function present(key: store.KeyRow, [current, ...replaced]: store.SecretRow[]): ApiKey {
  if (!current) throw new Error(`The API key ${key.id} has no secret.`)
  return {
    id: key.id,
    name: key.name,
    scope: key.scope,
    prefix: current.prefix,
    createdAt: key.created_at.toISOString(),
    createdBy: key.created_by_name,
    expiresAt: current.expires_at.toISOString(),
    ...useOf(current),
    replaced: replaced.map((one) => ({
      prefix: one.prefix,
      worksUntil: one.expires_at.toISOString(),
      ...useOf(one),
    })),
  }
}

const useOf = (secret: store.SecretRow) => ({
  lastUsedAt: secret.last_used_at?.toISOString() ?? null,
  lastUsedAddress: secret.last_used_address,
})
