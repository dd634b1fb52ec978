import { randomBytes } from 'node:crypto'
import { recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Place, Secrets } from '../../platform/secrets/secrets.ts'
import * as store from './signing-keys.store.ts'

const overlapMs = 24 * 3600_000

/** Where the secret of a key belongs. */
export const signingPlace = (workspaceId: string, keyId: string): Place => ({
  workspaceId,
  column: `n8n_signing_keys.secret_sealed:${keyId}`,
})

/** The secret that MiniChat and the workflows of a workspace sign with. */
export function createSigningKeys(deps: { db: Database; secrets: Secrets; nowMs: () => number }) {
  const { db, secrets, nowMs } = deps
  const now = () => new Date(nowMs())
  const list = (workspaceId: string) => db.transaction(workspaceId, (tx) => store.listSigningKeys(tx, now()))

  return {
    /** The current one first; empty where none was made. */
    secretsOf: async (workspaceId: string): Promise<string[]> =>
      (await list(workspaceId)).map(({ id, secret_sealed }) =>
        secrets.open(secret_sealed, signingPlace(workspaceId, id)),
      ),

    async stateOf(workspaceId: string) {
      const [first, second] = await list(workspaceId)
      const current = first?.retires_at === null ? first : undefined
      const old = current ? second : first
      return {
        madeAt: current?.created_at.toISOString() ?? null,
        oldCountsUntil: old?.retires_at?.toISOString() ?? null,
      }
    },

    make: (actor: MemberActor) =>
      db.transaction(actor.workspaceId, async (tx) => {
        await store.lockSigningKeys(tx)
        const hadOne = (await store.listSigningKeys(tx, now())).length > 0
        const at = now()
        const oldCountsUntil = new Date(at.getTime() + overlapMs)
        await store.retireSigningKeys(tx, oldCountsUntil)
        const id = newId()
        const secret = `mcn8n_${randomBytes(32).toString('base64url')}`
        await store.insertSigningKey(tx, { id, sealed: secrets.seal(secret, signingPlace(actor.workspaceId, id)), at })
        await recordAudit(tx, { actor, action: 'n8n.signing_secret_made', target: { kind: 'n8n_signing_key', id } })
        return { secret, madeAt: at.toISOString(), oldCountsUntil: hadOne ? oldCountsUntil.toISOString() : null }
      }),
  }
}

export type SigningKeys = ReturnType<typeof createSigningKeys>
