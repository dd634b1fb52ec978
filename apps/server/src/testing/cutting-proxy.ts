import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** Stands between the pool and PostgreSQL, to lose connections at chosen moments. */
export class CuttingProxy {
  cutAtCommit = false
  readonly url: string
  readonly #server: Server
  readonly #sockets: Set<Socket>

  private constructor(server: Server, sockets: Set<Socket>, url: string) {
    this.#server = server
    this.#sockets = sockets
    this.url = url
  }

  static async start(target: string): Promise<CuttingProxy> {
    const url = new URL(target)
    const host = url.searchParams.get('host') ?? url.hostname
    const port = url.searchParams.get('port') ?? (url.port || '5432')
    const sockets = new Set<Socket>()
    const server = createServer((near) => {
      const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(Number(port), host)
      for (const socket of [near, far]) {
        sockets.add(socket)
        socket.on('error', () => {}).on('close', () => [near, far].map((each) => each.destroy()))
      }
      near.on('data', (data) => {
        if (proxy.cutAtCommit && data.includes('commit')) proxy.cutAll()
        else far.write(data)
      })
      far.pipe(near)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url.searchParams.set('host', '127.0.0.1')
    url.searchParams.set('port', String((server.address() as AddressInfo).port))
    const proxy = new CuttingProxy(server, sockets, url.href)
    return proxy
  }

  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }

  async stop(): Promise<void> {
    this.cutAll()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
