import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.ico': 'image/x-icon',
}

/** Serves a folder as a content network would: any origin, brotli 11. What is not there is an empty JSON object. */
export async function serveFolder(folder: string) {
  const compressed = new Map<string, Buffer>()
  const sent = new Map<string, number>()
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
    void contentOf(path).then((content) => {
      response.setHeader('access-control-allow-origin', '*')
      if (!content) return response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      sent.set(path, content.length)
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain', 'content-encoding': 'br' })
      return response.end(content)
    })
  })
  async function contentOf(path: string): Promise<Buffer | null> {
    const known = compressed.get(path)
    if (known) return known
    const file = await readFile(join(folder, path)).catch(() => null)
    if (!file) return null
    const made = brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    compressed.set(path, made)
    return made
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://cdn.test:${(server.address() as AddressInfo).port}`,
    /** Bytes of what has been asked for so far, each file once. */
    bytes: () => [...sent.values()].reduce((sum, one) => sum + one, 0),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
