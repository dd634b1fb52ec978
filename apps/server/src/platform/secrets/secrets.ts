import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyRing } from './key-ring.ts'
import { decrypt, encrypt } from './sealing.ts'

/** Where a sealed secret belongs: copied to another workspace, row or column, it does not open. */
export type Place = {
  /** null: it belongs to no workspace. */
  workspaceId: string | null
  /** Such as `identity_keys.secret_sealed`, with the row's id where there are many. */
  column: string
}

/**
 * Seals what must not stand readable in the database, and signs what is handed out. Each text has a data key of its own,
 * which stands beside it, wrapped by a key that is derived from a master key; each purpose of signing has a key of its
 * own as well.
 */
export type Secrets = {
  /** AES-256-GCM; the master key's id stands in the text, so that keys can change. */
  seal(plain: string, place: Place): string
  /** @throws Error when the text was sealed with no key of the ring, or for another place, or was changed. */
  open(sealed: string, place: Place): string
  /** Of the ring, the current one first. They tell nothing of the keys. */
  readonly keyIds: readonly string[]
  /** How every text begins that is sealed with the current key. */
  readonly currentPrefix: string
  /** HMAC-SHA256 in base64url, with the current key. */
  sign(purpose: string, text: string): string
  /** What each key of the ring would sign, the current one first: for signatures that are shortened. */
  signatures(purpose: string, text: string): string[]
  /** Whether a key of the ring signed it. In constant time for each key. */
  verify(purpose: string, text: string, signature: string): boolean
}

const version = 's3'

/** @param keys the ring, or its only key: 32 random bytes. */
export function createSecrets(keys: KeyRing | Buffer): Secrets {
  const { current, old } = Buffer.isBuffer(keys) ? { current: keys, old: [] } : keys
  const currentKey = createMasterKey(current)
  const ring = [currentKey, ...old.map(createMasterKey)]

  return {
    keyIds: ring.map((key) => key.id),
    currentPrefix: `${version}.${currentKey.id}.`,
    seal(plain, place) {
      const binding = bindingOf(place)
      const dataKey = randomBytes(32)
      const parts = [encrypt(currentKey.wrapping, dataKey, binding), encrypt(dataKey, Buffer.from(plain), binding)]
      return [version, currentKey.id, ...parts.map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, place) {
      const [given, id, wrapped, body] = sealed.split('.')
      if (given !== version || !wrapped || !body) throw new Error('This is not a sealed secret.')
      const key = ring.find((one) => one.id === id)
      if (!key) {
        throw new Error(
          `This secret was sealed with another key (${id}); those in use are ${ring.map((one) => one.id)}.`,
        )
      }
      const binding = bindingOf(place)
      const dataKey = decrypt(key.wrapping, Buffer.from(wrapped, 'base64url'), binding)
      return decrypt(dataKey, Buffer.from(body, 'base64url'), binding).toString('utf8')
    },
    sign: currentKey.sign,
    signatures: (purpose, text) => ring.map((key) => key.sign(purpose, text)),
    verify(purpose, text, signature) {
      const given = Buffer.from(signature)
      return ring.some((key) => {
        const expected = Buffer.from(key.sign(purpose, text))
        return expected.length === given.length && timingSafeEqual(expected, given)
      })
    },
  }
}

function createMasterKey(master: Buffer) {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, 'minichat', purpose, 32))
  const signingKeys = new Map<string, KeyObject>()
  return {
    /** Tells nothing of the key. */
    id: derive('id').toString('hex').slice(0, 12),
    wrapping: derive('wrap'),
    sign(purpose: string, text: string): string {
      let key = signingKeys.get(purpose)
      if (!key) signingKeys.set(purpose, (key = createSecretKey(derive(`sign:${purpose}`))))
      return createHmac('sha256', key).update(text).digest('base64url')
    },
  }
}

const bindingOf = ({ workspaceId, column }: Place) => Buffer.from(JSON.stringify([workspaceId, column]))
