import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ready, type ServerProcess, startServerProcess } from '../../apps/server/src/testing/server-process.ts'

/** The real program on a data folder of its own, at one address for as long as it lives, to be killed and started again. */
export type DrillServer = {
  url: string
  dataDir: string
  start: () => Promise<Ready>
  /** SIGKILL; settles when the process is gone. */
  kill: () => Promise<void>
  /** What it said on its way, for whoever looks for the cause. */
  output: () => string
  /** Stops it in good order and removes everything. @returns its exit code. */
  remove: () => Promise<number | null>
}

const made = new Set<DrillServer>()

/** Ends whatever is left of the servers that drills of this process have made. */
export const removeAllServers = () => Promise.all([...made].map((server) => server.remove()))

export async function createDrillServer(env: Record<string, string> = {}): Promise<DrillServer> {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-drill-'))
  const dataDir = join(folder, 'data')
  const port = await findPort()
  let current: ServerProcess | null = null
  let said = ''

  const server: DrillServer = {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    start() {
      current = startServerProcess({
        DATA_DIR: dataDir,
        PORT: String(port),
        MINICHAT_SAMPLE: 'off',
        LOG_LEVEL: 'warn',
        ...env,
      })
      return current.ready
    },
    async kill() {
      current?.kill('SIGKILL')
      said += (await current?.ended)?.output ?? ''
    },
    output: () => said + (current?.output() ?? ''),
    async remove() {
      made.delete(server)
      const ended = await current?.stop()
      await rm(folder, { recursive: true, force: true })
      return ended?.code ?? null
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
