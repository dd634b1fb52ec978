import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type FakePage =
  | string
  | { status?: number; headers?: Record<string, string>; body?: string | Buffer }
  | ((request: IncomingMessage, response: ServerResponse) => void)

/** A web site whose pages a test puts there and takes away; it notes what was asked for, and how much at once. */
export async function startFakeSite(pages: Record<string, FakePage> = {}) {
  const asked: string[] = []
  const agents = new Set<string>()
  let open = 0
  let mostOpen = 0
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    agents.add(request.headers['user-agent'] ?? '')
    open += 1
    mostOpen = Math.max(mostOpen, open)
    response.on('close', () => (open -= 1))
    const found = pages[path]
    if (typeof found === 'function') return found(request, response)
    if (found === undefined) return response.writeHead(404).end('Not here')
    const { status = 200, headers = {}, body = '' } = typeof found === 'string' ? { body: found } : found
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    url: `http://${host}`,
    pages,
    asked,
    agents,
    mostOpen: () => mostOpen,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
