import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Served = { content: string; headers: Record<string, string> }

/** Somebody else's web site: another name, another port, plain http, and its own ideas of what a page may do. */
export async function startForeignSite() {
  const pages = new Map<string, Served>()
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '')
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page?.content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://shop.test:${(server.address() as AddressInfo).port}`
  return {
    origin,
    /** Puts a page there. @returns its address. */
    put(
      path: string,
      { head = '', body = '', headers = {} }: { head?: string; body?: string; headers?: Served['headers'] },
    ) {
      // The icon is named, so that the browser does not ask for one of its own accord.
      const start = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>'
      const viewport = '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
      const content = `${start}${viewport}${head}</head><body><h1>A shop</h1>${body}</body></html>`
      pages.set(path, { content, headers })
      return origin + path
    },
    putScript(path: string, content: string) {
      pages.set(path, { content, headers: { 'content-type': 'text/javascript; charset=utf-8' } })
      return origin + path
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
