import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ready, type ServerProcess, startServerProcess } from '../../apps/server/src/testing/server-process.ts'

/** The real program on a data folder of its own, at one address for as long as it lives, to be killed and started again. */
export type OwnServer = {
  url: string
  dataDir: string
  start: () => Promise<Ready>
  /** Of the process that was started last. */
  pid: () => number
  /** SIGKILL; settles when the process is gone. */
  kill: () => Promise<void>
  /** In good order; it can be started again. */
  stop: () => Promise<void>
  /** The first lines in which it complained, for whoever looks for the cause. */
  errors: () => string[]
  /** Stops it for good, and leaves nothing. */
  remove: () => Promise<void>
}

const made = new Set<OwnServer>()

/** Ends whatever is left of the servers that this process has made. */
export const removeAllServers = () => Promise.all([...made].map((server) => server.remove()))

/** @param env beyond that it starts without the sample and says little. */
export async function createOwnServer(env: Record<string, string> = {}): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-own-'))
  const dataDir = join(folder, 'data')
  const port = await findPort()
  let current: ServerProcess | null = null
  let said = ''
  let isRemoved = false

  const server: OwnServer = {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    async start() {
      if (isRemoved) throw new Error('This server was removed.')
      current = startServerProcess({
        DATA_DIR: dataDir,
        PORT: String(port),
        MINICHAT_SAMPLE: 'off',
        LOG_LEVEL: 'warn',
        ...env,
      })
      return current.ready
    },
    pid: () => current?.pid ?? 0,
    async kill() {
      current?.kill('SIGKILL')
      said += (await current?.ended)?.output ?? ''
    },
    async stop() {
      await current?.stop()
    },
    errors: () =>
      (said + (current?.output() ?? ''))
        .split('\n')
        .filter((line) => line.includes('"level":"error"'))
        .slice(0, 5),
    async remove() {
      isRemoved = true
      made.delete(server)
      await current?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  made.add(server)
  return server
}

/**
 * A free port below those that the system gives to outgoing connections: one of those might take it, even from this very
 * client, while the server is down.
 */
async function findPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}
