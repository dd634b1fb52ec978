import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.ico': 'image/x-icon',
}

/** Serves a folder as a content network would, to any origin. What is not there is an empty JSON object. */
export async function serveFolder(folder: string) {
  const packed = new Map<string, Promise<Buffer | null>>()
  let bytes = 0

  async function pack(path: string) {
    const file = await readFile(join(folder, path)).catch(() => null)
    if (!file) return null
    bytes += brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
    // Browsers take brotli by HTTPS only.
    return gzipSync(file)
  }

  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
    const known = packed.get(path) ?? pack(path)
    packed.set(path, known)
    void known.then((content) => {
      response.setHeader('access-control-allow-origin', '*')
      if (!content) return response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain', 'content-encoding': 'gzip' })
      return response.end(content)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://cdn.test:${(server.address() as AddressInfo).port}`,
    /** Of what has been asked for so far, each file once, as brotli 11. */
    bytes: () => bytes,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
