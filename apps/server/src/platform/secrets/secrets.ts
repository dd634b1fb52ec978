import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** Where a sealed secret belongs: copied to another workspace, row or column, it does not open. */
export type Place = {
  /** null: it belongs to no workspace. */
  workspaceId: string | null
  /** Such as `workspaces.responder_api_key_sealed`, with the row's id where there are many. */
  column: string
}

/**
 * Seals what must not stand readable in the database, and signs what is handed out. Each purpose has a key of its own,
 * derived from the master key.
 */
export type Secrets = {
  /** AES-256-GCM; the key's id stands in the text, so that keys can change. */
  seal(plain: string, place: Place): string
  /** @throws Error when the text was not sealed with this key and for this place, or was changed. */
  open(sealed: string, place: Place): string
  /** HMAC-SHA256 in base64url. */
  sign(purpose: string, text: string): string
  /** In constant time. */
  verify(purpose: string, text: string, signature: string): boolean
}

/** @param masterKey 32 random bytes. */
export function createSecrets(masterKey: Buffer): Secrets {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, 'minichat', purpose, 32))
  const sealingKey = derive('seal')
  const keyId = createHmac('sha256', sealingKey).update('id').digest('base64url').slice(0, 8)
  const signingKeys = new Map<string, KeyObject>()

  function sign(purpose: string, text: string): string {
    let key = signingKeys.get(purpose)
    if (!key) signingKeys.set(purpose, (key = createSecretKey(derive(`sign:${purpose}`))))
    return createHmac('sha256', key).update(text).digest('base64url')
  }

  return {
    seal(plain, place) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(bindingOf(place))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `s2.${keyId}.${nonce.toString('base64url')}.${body.toString('base64url')}`
    },
    open(sealed, place) {
      const [version, id, nonce, body] = sealed.split('.')
      if (version !== 's2' || !nonce || !body) throw new Error('This is not a sealed secret.')
      if (id !== keyId) throw new Error(`This secret was sealed with another key (${id}); the key in use is ${keyId}.`)
      const bytes = Buffer.from(body, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, Buffer.from(nonce, 'base64url'))
      decipher.setAAD(bindingOf(place)).setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
    },
    sign,
    verify(purpose, text, signature) {
      const expected = Buffer.from(sign(purpose, text))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
  }
}

const bindingOf = ({ workspaceId, column }: Place) => Buffer.from(JSON.stringify([workspaceId, column]))
