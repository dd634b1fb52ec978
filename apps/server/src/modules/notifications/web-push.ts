import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { importJWK, type JWK, SignJWT } from 'jose'

/** Where a browser gets its push messages, and what they are encrypted with for it; base64url. */
export type Subscription = { endpoint: string; publicKey: string; auth: string }
/** By which push services know this installation. */
export type PushKeys = { publicKey: string; privateJwk: JWK }

const curve = 'prime256v1'
const recordSize = 4096
/** Push services take a day at most. */
const proofSeconds = 12 * 3600

const bytesOf = (base64url: string) => Buffer.from(base64url, 'base64url')

/** Whether a browser's key is a point of the curve: with any other nothing can be encrypted. */
export function isPublicKey(publicKey: string): boolean {
  try {
    const own = createECDH(curve)
    own.generateKeys()
    own.computeSecret(bytesOf(publicKey))
    return true
  } catch {
    return false
  }
}

export function makePushKeys(): PushKeys {
  const pair = createECDH(curve)
  const point = pair.generateKeys()
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const d = pair.getPrivateKey()
  // The private number is told without its leading zeros.
  const padded = Buffer.concat([Buffer.alloc(32 - d.length), d]).toString('base64url')
  return { publicKey: point.toString('base64url'), privateJwk: { kty: 'EC', crv: 'P-256', x, y, d: padded } }
}

/**
 * Encrypts a push message for one browser (RFC 8291, one record of RFC 8188).
 * @param chance for a known result; else a salt and a sender's key of its own are made for each message.
 */
export function encryptPush(
  text: string,
  { publicKey, auth }: Omit<Subscription, 'endpoint'>,
  chance: { salt: Buffer; senderKey?: Buffer } = { salt: randomBytes(16) },
): Buffer {
  const sender = createECDH(curve)
  if (chance.senderKey) sender.setPrivateKey(chance.senderKey)
  else sender.generateKeys()
  const [receiver, own] = [bytesOf(publicKey), sender.getPublicKey()]
  const derive = (secret: Uint8Array, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length))
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), receiver, own])
  const secret = derive(sender.computeSecret(receiver), bytesOf(auth), about, 32)
  const key = derive(secret, chance.salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(secret, chance.salt, Buffer.from('Content-Encoding: nonce\0'), 12)

  const head = Buffer.alloc(5)
  head.writeUInt32BE(recordSize)
  head.writeUInt8(own.length, 4)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  // The 2 ends the last record.
  const body = [cipher.update(text, 'utf8'), cipher.update(Buffer.from([2])), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat([chance.salt, head, own, ...body])
}

/**
 * Says to a push service who sends (VAPID, RFC 8292).
 * @param contact an address by which whoever runs the service reaches whoever runs this.
 */
export async function proveSender(
  { publicKey, privateJwk }: PushKeys,
  { endpoint, contact, nowMs }: { endpoint: string; contact: string; nowMs: number },
): Promise<string> {
  const token = await new SignJWT({ sub: contact })
    .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
    .setAudience(new URL(endpoint).origin)
    .setExpirationTime(Math.floor(nowMs / 1000) + proofSeconds)
    .sign(await importJWK(privateJwk, 'ES256'))
  return `vapid t=${token}, k=${publicKey}`
}
