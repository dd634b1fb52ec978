import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

type Options = { challenge: string; rp?: { id?: string }; rpId?: string; user?: { id: string } }
type Change = {
  /** Who asks, as the browser writes it down. */
  origin?: string
  rpId?: string
  challenge?: string
  isUserVerified?: boolean
  counter?: number
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const base64url = (data: Buffer | string) => Buffer.from(data).toString('base64url')

/** The few kinds of CBOR that an authenticator writes: whole numbers, texts, bytes, maps. */
function cbor(value: number | string | Buffer | Map<unknown, unknown>): Buffer {
  const head = (major: number, count: number) =>
    count < 24
      ? Buffer.from([(major << 5) | count])
      : count < 256
        ? Buffer.from([(major << 5) | 24, count])
        : Buffer.from([(major << 5) | 25, count >> 8, count & 255])
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const parts = [...value].flatMap(([key, item]) => [cbor(key as string), cbor(item as string)])
  return Buffer.concat([head(5, value.size), ...parts])
}

/** A passkey in software, with a browser around it: real keys and signatures, by the WebAuthn standard. */
export function createAuthenticator(origin: string) {
  const credentialId = randomBytes(32)
  const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  })
  let counter = 0
  let userHandle = ''

  const clientData = (type: string, options: Options, change: Change) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: change.challenge ?? options.challenge,
        origin: change.origin ?? origin,
        crossOrigin: false,
      }),
    )

  function authenticatorData(rpId: string, change: Change, attested: Buffer | null): Buffer {
    counter = change.counter ?? counter + 1
    const flags = 0x01 | (change.isUserVerified === false ? 0 : 0x04) | (attested ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(change.rpId ?? rpId), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)])
  }

  /** The public key as COSE has it: an elliptic curve key for ES256 on P-256. */
  function coseKey(): Buffer {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const bytes = (text: string) => Buffer.from(text, 'base64url')
    return cbor(
      new Map<unknown, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytes(x)],
        [-3, bytes(y)],
      ]),
    )
  }

  const common = { id: base64url(credentialId), rawId: base64url(credentialId), type: 'public-key' }

  return {
    /** Makes the passkey, as `navigator.credentials.create` does. */
    create(options: Options, change: Change = {}) {
      userHandle = options.user?.id ?? ''
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey()])
      const authData = authenticatorData(options.rp?.id ?? '', change, attested)
      const attestation = new Map<unknown, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ])
      return {
        ...common,
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options, change)),
          attestationObject: base64url(cbor(attestation)),
          transports: ['internal'],
        },
      }
    },
    /** Uses it, as `navigator.credentials.get` does. */
    get(options: Options, change: Change = {}) {
      const data = clientData('webauthn.get', options, change)
      const authData = authenticatorData(options.rpId ?? '', change, null)
      const signed = createSign('sha256').update(Buffer.concat([authData, sha256(data)]))
      return {
        ...common,
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(data),
          authenticatorData: base64url(authData),
          signature: base64url(signed.sign(privateKey)),
          userHandle,
        },
      }
    },
  }
}
