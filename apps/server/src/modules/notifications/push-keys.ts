import type { Database, Tx } from '../../platform/database/database.ts'
import type { Place, Secrets } from '../../platform/secrets/secrets.ts'
import { makePushKeys, type PushKeys } from './web-push.ts'

export const privateKeyPlace: Place = { workspaceId: null, column: 'push_keys.private_key_sealed' }

type KeysRow = { public_key: string; private_key_sealed: string }

const readKeys = (tx: Tx) => tx.maybeOne<KeysRow>('select public_key, private_key_sealed from push_keys')

/** The installation's keys for push services: made when they are first needed, and the same on every server. */
export function createPushKeys(deps: { db: Database; secrets: Secrets }): () => Promise<PushKeys> {
  let known: PushKeys | undefined

  const read = (): Promise<PushKeys> =>
    deps.db.global(async (tx) => {
      let row = await readKeys(tx)
      if (!row) {
        const made = makePushKeys()
        const sealed = deps.secrets.seal(JSON.stringify(made.privateJwk), privateKeyPlace)
        // Of several servers that make them at once, the first one's stay.
        await tx.query(
          'insert into push_keys (public_key, private_key_sealed) values ($1, $2) on conflict do nothing',
          [made.publicKey, sealed],
        )
        row = await readKeys(tx)
      }
      if (!row) throw new Error('The keys for push messages vanished while they were being made.')
      const privateJwk = JSON.parse(deps.secrets.open(row.private_key_sealed, privateKeyPlace))
      return { publicKey: row.public_key, privateJwk }
    })

  return async () => (known ??= await read())
}
