import { createDecipheriv, createECDH, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { importJWK, jwtVerify } from 'jose'

export type PushMessage = {
  /** Of the browser that it is for. */
  name: string
  said: Record<string, string>
  headers: IncomingHttpHeaders
  contact: string
  /** As it came, before it was decrypted. */
  body: Buffer
}

/** A push service and the browsers behind it: takes nothing whose sender is not proven, and decrypts as a browser does. */
export async function startFakePushService() {
  const browsers = new Map<string, ReturnType<typeof makeBrowser>>()
  const received: PushMessage[] = []
  const statuses: number[] = []
  const problems: string[] = []
  let asked = 0
  let origin = ''

  async function take(path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<number> {
    asked += 1
    const browser = browsers.get(path)
    if (!browser) return 410
    const status = statuses.shift()
    if (status) return status
    const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? []
    const point = Buffer.from(key, 'base64url')
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
    const publicKey = await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256')
    const { payload } = await jwtVerify(token, publicKey, { audience: origin, algorithms: ['ES256'] })
    if (key !== browser.sender) throw new Error('Another sender than the one that the browser subscribed to.')
    const hours = ((payload.exp ?? Infinity) * 1000 - Date.now()) / 3600_000
    if (hours > 24) throw new Error('The proof lasts for more than a day.')
    if (headers['content-encoding'] !== 'aes128gcm' || !headers.ttl) throw new Error('A header is missing.')
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(String(headers.topic))) throw new Error('The topic is none.')
    const said = JSON.parse(browser.decrypt(body)) as Record<string, string>
    received.push({ name: browser.name, said, headers, contact: String(payload.sub), body })
    return 201
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const status = await take(request.url ?? '', request.headers, Buffer.concat(chunks)).catch((error: unknown) => {
      problems.push(String(error))
      return 400
    })
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  origin = `http://${host}`

  return {
    host,
    received,
    /** What it found wrong with what came. */
    problems,
    asked: () => asked,
    /** How it answers next, in place of taking the message. */
    answerNext: (...next: number[]) => void statuses.push(...next),
    /** As `PushManager.subscribe` does. */
    subscribe(name: string, sender: string) {
      const browser = makeBrowser(name, sender)
      const path = `/send/${randomUUID()}`
      browsers.set(path, browser)
      return { endpoint: origin + path, keys: browser.keys, unsubscribe: () => void browsers.delete(path) }
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function makeBrowser(name: string, sender: string) {
  const pair = createECDH('prime256v1')
  const own = pair.generateKeys()
  const auth = randomBytes(16)
  const derive = (secret: Uint8Array, salt: Buffer, info: string | Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length))
  return {
    name,
    sender,
    keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    decrypt(message: Buffer): string {
      const [salt, keyLength] = [message.subarray(0, 16), message.readUInt8(20)]
      const theirs = message.subarray(21, 21 + keyLength)
      const about = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs])
      const secret = derive(pair.computeSecret(theirs), auth, about, 32)
      const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
      const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12)
      const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(message.subarray(-16))
      const plain = Buffer.concat([decipher.update(message.subarray(21 + keyLength, -16)), decipher.final()])
      if (plain.at(-1) !== 2) throw new Error('The last record is not marked as such.')
      return plain.subarray(0, -1).toString()
    },
  }
}
