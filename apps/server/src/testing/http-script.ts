import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Call = {
  method: string
  path: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** A little HTTP server that answers as the test scripts, and remembers what it was asked. */
export async function startHttpScript(
  answer: (call: Call) => { status?: number; json?: unknown; text?: string } | null,
) {
  const calls: Call[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    const call = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    calls.push(call)
    const said = answer(call)
    // null: it never answers.
    if (!said) return
    response.writeHead(said.status ?? 200, { 'content-type': 'application/json' })
    response.end(said.text ?? JSON.stringify(said.json ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
