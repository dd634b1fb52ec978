import { randomBytes } from 'node:crypto'
import { type IdentityKey, type IdentityTest, limits, type VerifiedFacts } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import { createCache } from '../../platform/cache.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { Place, Secrets } from '../../platform/secrets/secrets.ts'
import * as store from './identity.store.ts'
import { IdentityRefused, readIdentityToken } from './identity-token.ts'

/** Who a site has proven a visitor to be, and until when that holds. */
export type Proof = { keyId: string; issuedAt: Date; expiresAt: Date; facts: VerifiedFacts }

type KnownKey = { secret: string; retiresAtMs: number }

/** Where the secret of a key belongs. */
export const secretPlace = (workspaceId: string, keyId: string): Place => ({
  workspaceId,
  column: `identity_keys.secret_sealed:${keyId}`,
})

export function createIdentities(deps: { db: Database; hub: Hub; secrets: Secrets; nowMs: () => number }) {
  const { db, hub, secrets, nowMs } = deps
  const now = () => new Date(nowMs())
  /** Asked for with every call of a proven visitor. Holds what was sealed opened: sealing it anew changes nothing. */
  const cache = createCache({ name: 'identity-keys', hub, ttlMs: 600_000, maxEntries: 1000, nowMs, load: readKeys })

  async function readKeys(workspaceId: string): Promise<Map<string, KnownKey>> {
    const rows = await db.transaction(workspaceId, (tx) => store.listKeys(tx, now()))
    return new Map(
      rows.map(({ id, secret_sealed, retires_at }) => [
        id,
        {
          secret: secrets.open(secret_sealed, secretPlace(workspaceId, id)),
          retiresAtMs: retires_at?.getTime() ?? Number.POSITIVE_INFINITY,
        },
      ]),
    )
  }

  const alive = (key: KnownKey | undefined) => (key && key.retiresAtMs > nowMs() ? key : null)

  /** @throws IdentityRefused. */
  async function read(workspaceId: string, audiences: string[], token: string): Promise<Proof> {
    const keys = await cache.get(workspaceId)
    const secretOf = (keyId: string) => alive(keys.get(keyId))?.secret ?? null
    const { keyId, claims } = readIdentityToken(token, secretOf, [workspaceId, ...audiences], nowMs())
    const { sub, name, email, attributes, iat, exp } = claims
    return {
      keyId,
      issuedAt: new Date(iat * 1000),
      // One that ends later than that, within what clocks may differ, is taken to end then.
      expiresAt: new Date(Math.min(exp * 1000, nowMs() + limits.identityMaxHours * 3600_000)),
      facts: { externalId: sub, name: name ?? null, email: email ?? null, attributes: withoutEmpty(attributes ?? {}) },
    }
  }

  /** Makes a key in a transaction that has locked the workspace's keys. The secret is shown by the caller, once. */
  async function insertNew(tx: Tx, workspaceId: string) {
    if ((await store.listKeys(tx, now())).length >= limits.identityKeysMax) throw new AppError('IDENTITY_KEYS_FULL')
    const id = newId()
    const secret = `mcid_${randomBytes(32).toString('base64url')}`
    const row = await store.insertKey(tx, { id, sealed: secrets.seal(secret, secretPlace(workspaceId, id)), at: now() })
    return { key: present(row), secret }
  }

  /** One after the other, with what is over removed first, and told to every process afterwards. */
  function change<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return db.transaction(workspaceId, async (tx) => {
      await store.lockKeys(tx)
      await store.deleteRetiredKeys(tx, now())
      tx.afterCommit(() => cache.invalidate(workspaceId))
      return work(tx)
    })
  }

  const target = (id: string) => ({ kind: 'identity_key', id })

  return {
    list: (workspaceId: string): Promise<IdentityKey[]> =>
      db.transaction(workspaceId, async (tx) => (await store.listKeys(tx, now())).map(present)),

    create: (actor: MemberActor) =>
      change(actor.workspaceId, async (tx) => {
        const made = await insertNew(tx, actor.workspaceId)
        await recordAudit(tx, { actor, action: 'identity_key.made', target: target(made.key.id) })
        return made
      }),

    /** @throws AppError NOT_FOUND, IDENTITY_KEYS_FULL. */
    rotate: (actor: MemberActor, keyId: string, overlapHours: number) =>
      change(actor.workspaceId, async (tx) => {
        const old = (await store.listKeys(tx, now())).find(({ id }) => id === keyId)
        if (!old) throw new AppError('NOT_FOUND')
        const made = await insertNew(tx, actor.workspaceId)
        // One that ends sooner already goes on ending then.
        const planned = nowMs() + overlapHours * 3600_000
        const retiresAt = new Date(Math.min(planned, old.retires_at?.getTime() ?? planned))
        await store.retireKey(tx, keyId, retiresAt)
        const after = { replacedBy: made.key.id, retiresAt: retiresAt.toISOString() }
        await recordAudit(tx, { actor, action: 'identity_key.rotated', target: target(keyId), after })
        return made
      }),

    /** @throws AppError NOT_FOUND. */
    revoke: (actor: MemberActor, keyId: string) =>
      change(actor.workspaceId, async (tx) => {
        if (!(await store.deleteKey(tx, keyId))) throw new AppError('NOT_FOUND')
        await recordAudit(tx, { actor, action: 'identity_key.revoked', target: target(keyId) })
      }),

    async test(workspaceId: string, widgetKey: string | undefined, token: string): Promise<IdentityTest> {
      try {
        const { keyId, expiresAt, facts } = await read(workspaceId, widgetKey ? [widgetKey] : [], token)
        return { problem: null, claim: null, identity: { ...facts, keyId, expiresAt: expiresAt.toISOString() } }
      } catch (error) {
        if (!(error instanceof IdentityRefused)) throw error
        return { problem: error.problem, claim: error.details[0]?.path ?? null, identity: null }
      }
    },

    /** Who a token of the page proves the visitor to be. @throws AppError by what is wrong with it. */
    async verify(workspaceId: string, widgetKey: string, token: string): Promise<Proof> {
      try {
        return await read(workspaceId, [widgetKey], token)
      } catch (error) {
        if (error instanceof IdentityRefused) throw new AppError(error.problem, { details: error.details })
        throw error
      }
    },

    isKeyAlive: async (workspaceId: string, keyId: string) => alive((await cache.get(workspaceId)).get(keyId)) !== null,

    /** Notes that a key has proven somebody, in the caller's transaction. */
    touch: (tx: Tx, keyId: string) => store.touchKey(tx, keyId, now()),
  }
}

export type Identities = ReturnType<typeof createIdentities>

const present = (row: store.IdentityKeyRow): IdentityKey => ({
  id: row.id,
  createdAt: row.created_at.toISOString(),
  retiresAt: row.retires_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})

const withoutEmpty = <T>(facts: Record<string, T>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''))
