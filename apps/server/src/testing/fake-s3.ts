import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Credentials = { accessKeyId: string; secretAccessKey: string }

/** A store that speaks like S3 for one bucket, and checks each signature by Amazon's own description of it. */
export async function startFakeS3(bucket: string, credentials: Credentials) {
  const objects = new Map<string, Buffer>()
  const refused: string[] = []
  const state = { isAway: false }
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy())
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    if (state.isAway) return answer(response, 503, errorXml('SlowDown'))
    const problem = signatureProblem(request, body, credentials)
    if (problem) {
      refused.push(problem)
      return answer(response, 403, errorXml('SignatureDoesNotMatch'))
    }
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://s3').pathname)
    if (!path.startsWith(`/${bucket}/`)) return answer(response, 404, errorXml('NoSuchBucket'))
    const key = path.slice(bucket.length + 2)
    if (request.method === 'PUT') {
      objects.set(key, body)
      return answer(response, 200)
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return answer(response, 204)
    }
    const found = objects.get(key)
    return found ? answer(response, 200, found) : answer(response, 404, errorXml('NoSuchKey'))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, objects, refused, state, stop, [Symbol.asyncDispose]: stop }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function answer(response: ServerResponse, status: number, body: Buffer | string = ''): void {
  response.writeHead(status, { 'content-type': typeof body === 'string' ? 'application/xml' : 'binary/octet-stream' })
  response.end(body)
}

const errorXml = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`

const hash = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()

/** @returns what is wrong with the signature, or undefined. */
function signatureProblem(request: IncomingMessage, body: Buffer, credentials: Credentials): string | undefined {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/
  const [, keyId, day = '', region = '', signedHeaders = '', signature = ''] =
    pattern.exec(request.headers.authorization ?? '') ?? []
  if (keyId !== credentials.accessKeyId) return 'unknown key'
  const told = String(request.headers['x-amz-content-sha256'])
  if (told !== hash(body)) return `the hash of the body is ${told}`
  const names = signedHeaders.split(';')
  if (!names.includes('host') || !names.includes('x-amz-date')) return 'host and date are not signed'
  const date = String(request.headers['x-amz-date'])
  if (Math.abs(Date.now() - Date.parse(isoOf(date))) > 15 * 60_000) return 'too old'
  const url = new URL(request.url ?? '', 'http://s3')
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort()
  const headers = names.map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}\n`)
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), signedHeaders, told].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', date, scope, hash(canonical)].join('\n')
  const key = [region, 's3', 'aws4_request'].reduce(
    (last, part) => hmac(last, part),
    hmac(`AWS4${credentials.secretAccessKey}`, day),
  )
  const expected = hmac(key, toSign)
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? undefined : 'wrong signature'
}

const isoOf = (date: string) => date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
