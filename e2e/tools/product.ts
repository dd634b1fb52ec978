import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ready, type ServerProcess, startServerProcess } from '../../apps/server/src/testing/server-process.ts'

export type Product = {
  dataDir: string
  /** Settles when it takes requests; the same address after a restart. */
  ready: Promise<Ready>
  url: () => string
  /** The one-time link that it printed. Empty once there is an account. */
  setupUrl: () => string
  setupToken: () => string
  /** As a power cut would end it: no goodbye to anybody. */
  killHard: () => Promise<void>
  /** Starts it again on its data and its port. */
  restart: () => Promise<void>
  /** Ends it and leaves nothing behind. */
  stop: () => Promise<void>
}

/**
 * The product as people run it: the real program as a process of its own, on a data folder of its own.
 * @param startedFolder one that it was started on before, to begin with a copy of; without it, it begins from nothing.
 */
export function launchProduct(env: Record<string, string> = {}, startedFolder?: string): Product {
  const dataDir = mkdtempSync(join(tmpdir(), 'minichat-e2e-'))
  // With its owner: PostgreSQL may work under an account of its own.
  if (startedFolder) execFileSync('cp', ['-a', `${startedFolder}/.`, dataDir])
  const settings = { PORT: '0', MINICHAT_SAMPLE: 'on', LOG_LEVEL: 'warn', ...env, DATA_DIR: dataDir }
  let server: ServerProcess = startServerProcess(settings)
  let started: Ready | null = null
  const arrive = async (): Promise<Ready> => {
    started = await server.ready
    return started
  }
  const ready = arrive()
  // Whoever waits for it is told; until then it is no unhandled rejection.
  ready.catch(() => {})
  const url = () => started?.url ?? ''
  const setupToken = () => started?.setupToken ?? ''
  return {
    dataDir,
    ready,
    url,
    setupToken,
    setupUrl: () => `${url()}/setup#token=${setupToken()}`,
    async killHard() {
      server.kill('SIGKILL')
      await server.ended
    },
    async restart() {
      server = startServerProcess({ ...settings, PORT: new URL(url()).port })
      await arrive()
    },
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
