import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Ended,
  postgresOn,
  type Ready,
  type ServerProcess,
  startServerProcess,
} from '../../apps/server/src/testing/server-process.ts'
import { cleanUp, cleanUpLater } from './clean-up.ts'

const lookEveryMs = 20
const readyWithinMs = 60_000
const longestLine = 400

/** The real program on a data folder of its own, at one address for as long as it lives, to be killed and started again. */
export type OwnServer = {
  url: string
  dataDir: string
  start: () => Promise<Ready>
  /** Of the process that was started last. */
  pid: () => number
  /** SIGKILL; settles when the process is gone. */
  kill: () => Promise<void>
  /** SIGKILL for its PostgreSQL alone; settles when that is gone. */
  killPostgres: () => Promise<void>
  /** SIGKILL for both. */
  killBoth: () => Promise<void>
  /** Settles when it takes requests and its database answers. */
  untilReady: () => Promise<void>
  /** SIGTERM, and how it ended. */
  stop: () => Promise<Ended>
  output: () => string
  /** The first lines in which it complained, for whoever looks for the cause. */
  errors: () => string[]
  /** Stops it for good, and leaves nothing. */
  remove: () => Promise<void>
}

/** Ends whatever is left of the servers that this process has made. */
export const removeAllServers = cleanUp

/**
 * @param env beyond that it starts without the sample and says little.
 * @param place.dataDir one that stays when the server is removed; by default a new one of its own.
 */
export async function createOwnServer(
  env: Record<string, string> = {},
  place: { dataDir?: string } = {},
): Promise<OwnServer> {
  const folder = place.dataDir ? null : await mkdtemp(join(tmpdir(), 'minichat-own-'))
  const dataDir = place.dataDir ?? join(folder as string, 'data')
  const port = await findPort()
  const url = `http://127.0.0.1:${port}`
  let current: ServerProcess | null = null
  let said = ''
  let isRemoved = false

  async function kill() {
    current?.kill('SIGKILL')
    said += (await current?.ended)?.output ?? ''
    current = null
  }
  async function killPostgres() {
    const pid = await postgresOn(dataDir)
    if (pid === null) return
    process.kill(pid, 'SIGKILL')
    while ((await postgresOn(dataDir)) === pid) await sleep(lookEveryMs)
  }
  async function stop() {
    const ended = await current?.stop()
    said += ended?.output ?? ''
    current = null
    return ended ?? { code: null, signal: null, output: '' }
  }
  const remove = cleanUpLater(async () => {
    isRemoved = true
    await stop()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  return {
    url,
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
    kill,
    killPostgres,
    killBoth: async () => void (await Promise.all([killPostgres(), kill()])),
    async untilReady() {
      const giveUpAt = performance.now() + readyWithinMs
      for (;;) {
        const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) }).catch(() => null)
        if (answer?.ok) return
        if (performance.now() > giveUpAt) throw new Error(`Not ready again after ${readyWithinMs / 1000} s.`)
        await sleep(lookEveryMs)
      }
    },
    stop,
    output: () => said + (current?.output() ?? ''),
    errors: () =>
      (said + (current?.output() ?? ''))
        .split('\n')
        .filter((line) => line.includes('"level":"error"'))
        .slice(0, 5)
        .map((line) => line.slice(0, longestLine)),
    remove,
  }
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
