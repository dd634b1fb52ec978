import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type N8nRequest = {
  path: string
  headers: IncomingHttpHeaders
  /** Letter by letter. */
  raw: string
  body: { action: string; sessionId: string; chatInput: string; metadata: Record<string, unknown> }
}
export type Recorded = { status: number; type: string; body: string }

/** Replies of a real n8n, by name. */
export const recordedReplies = readRecorded(
  new URL('../integrations/n8n/replies-of-n8n-2.41.1.fixture.txt', import.meta.url),
)

/** A server that replies as n8n does, or as the test scripts. */
export async function startFakeN8n(
  behave: (reply: {
    request: N8nRequest
    response: ServerResponse
    /** Sends what a real one sent. */
    replay: (name: string) => void
    json: (value: unknown, status?: number) => void
    /** One line of a streamed reply. */
    line: (value: object) => void
  }) => void | Promise<void>,
) {
  const requests: N8nRequest[] = []
  let open = 0
  const server = createServer(async (incoming, response) => {
    let raw = ''
    for await (const part of incoming) raw += String(part)
    const request = { path: incoming.url ?? '', headers: incoming.headers, raw, body: JSON.parse(raw) }
    requests.push(request)
    open += 1
    response.on('close', () => (open -= 1))
    const json = (value: unknown, status = 200) =>
      void response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value))
    await behave({
      request,
      response,
      json,
      replay(name) {
        const { status, type, body } = recorded(name)
        response.writeHead(status, type ? { 'content-type': type } : {}).end(body)
      },
      line(value) {
        if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
        response.write(`${JSON.stringify(value)}\n`)
      },
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    requests,
    /** Requests that are being answered. */
    openCount: () => open,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** As the Crypto node of n8n signs: HMAC-SHA256 of time and body, in hex. */
export const signAsN8n = (secret: string, body: string, seconds = Math.floor(Date.now() / 1000)) =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

/** Calls back as a workflow does. */
export async function callBack(
  request: N8nRequest,
  reply: object,
  secret: string,
  more: { seconds?: number; signature?: string; to?: string } = {},
): Promise<{ status: number; code: string | null; data: { accepted: boolean; reason: string | null } }> {
  const body = JSON.stringify(reply)
  const signature = more.signature ?? signAsN8n(secret, body, more.seconds)
  const response = await fetch(more.to ?? String(request.body.metadata['callbackUrl']), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-minichat-signature': signature },
    body,
  })
  const answer = (await response.json()) as { data: { accepted: boolean; reason: string }; error?: { code: string } }
  return { status: response.status, code: answer.error?.code ?? null, data: answer.data }
}

function recorded(name: string): Recorded {
  const found = recordedReplies.get(name)
  if (!found) throw new Error(`No reply was recorded as ${name}.`)
  return found
}

/** Sections of `--- name`, headers where they were asked for, the body, and `[status type seconds]`. */
function readRecorded(file: URL): Map<string, Recorded> {
  const sections = readFileSync(file, 'utf8').split(/^--- /m).slice(1)
  return new Map(
    sections.map((section) => {
      const [, name = '', rest = ''] = /^(\S+)\n([\s\S]*)$/.exec(section) ?? []
      const [, before = '', status = '', type = ''] = /^([\s\S]*?)\n?\[(\d+) (.*?)\s*[\d.]+s\]/.exec(rest) ?? []
      const body = before.startsWith('HTTP/1.1') ? before.slice(before.indexOf('\n\n') + 2) : before
      return [name, { status: Number(status), type, body }]
    }),
  )
}
