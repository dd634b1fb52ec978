import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AiModelKind } from '@minichat/contracts'
import { type WireFormat, wireFormats } from './wire-formats.ts'

export type ProviderRequest = { path: string; headers: IncomingMessage['headers']; body: Record<string, unknown> }

export type ProviderReply = {
  response: ServerResponse
  request: ProviderRequest
  /** How this kind of provider speaks. */
  format: WireFormat
  /** Begins the stream, once. */
  begin: () => void
  piece: (text: string) => void
  /** The end as it should be, with what was used. */
  finish: (usage?: { input: number; output: number }) => void
}

/** Answers with this text, word by word. */
export const says =
  (text: string) =>
  ({ piece, finish }: ProviderReply): void => {
    for (const word of text.split(/(?<= )/)) piece(word)
    finish()
  }

/** A provider of some kind on this machine that speaks as partners do, and does what the test scripts. */
export async function startFakeProvider(kind: AiModelKind, behave: (reply: ProviderReply) => void | Promise<void>) {
  const format = wireFormats[kind]
  const requests: ProviderRequest[] = []
  let open = 0
  let script = behave
  const server = createServer(async (incoming, response) => {
    if (incoming.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json' })
      return void response.end(JSON.stringify(format.models))
    }
    let text = ''
    for await (const part of incoming) text += String(part)
    const request = { path: incoming.url ?? '', headers: incoming.headers, body: JSON.parse(text) }
    requests.push(request)
    open += 1
    response.on('close', () => (open -= 1))
    const begin = () => {
      if (response.headersSent) return
      response.writeHead(200, { 'content-type': format.type })
      response.write(format.begin)
    }
    await script({
      response,
      request,
      format,
      begin,
      piece(said) {
        begin()
        response.write(format.piece(said))
      },
      finish(usage = { input: 30, output: 7 }) {
        begin()
        response.end(format.end(usage))
      },
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  return {
    kind,
    host: `127.0.0.1:${port}`,
    baseUrl: origin + format.basePath,
    requests,
    /** Requests that are being answered. */
    openCount: () => open,
    /** From now on. */
    behave(next: typeof behave) {
      script = next
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
