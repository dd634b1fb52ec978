import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { appRole, workerRole } from '../../apps/server/src/platform/database/role-names.ts'
import { withoutLimits } from '../../drills/tools/without-limits.ts'
import { heapUsedBy } from './child.ts'
import type { OwnPostgres } from './own-postgres.ts'

const entry = fileURLToPath(new URL('./server-entry.ts', import.meta.url))
const readyWithinMs = 60_000
const stopWithinMs = 20_000

export const secretKey = Buffer.alloc(32, 7).toString('base64')

export type BenchServer = {
  url: string
  pid: number
  /** In bytes, after what nobody needs has gone. Needs --expose-gc. */
  heapUsed(): Promise<number>
  stop(): Promise<void>
}

const running = new Set<ChildProcess>()

/** Ends whatever is left. */
export function killBenchServers(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** Starts a server that has the database to itself, as the embedded one has. */
export async function startBenchServer(
  postgres: OwnPostgres,
  options: {
    writer?: { maxRows?: number; inFlight?: number }
    env?: Record<string, string>
    nodeArguments?: string[]
  } = {},
): Promise<BenchServer> {
  const connections = {
    isEmbedded: true,
    app: postgres.connection(appRole),
    migration: postgres.connection('postgres'),
    direct: postgres.connection(appRole),
    worker: postgres.connection(workerRole),
  }
  const child = fork(entry, [], {
    execArgv: options.nodeArguments ?? [],
    env: {
      PATH: process.env.PATH,
      MINICHAT_ENV: 'test',
      MINICHAT_SAMPLE: 'off',
      PORT: '0',
      LOG_LEVEL: 'info',
      SECRET_KEY: secretKey,
      ...withoutLimits,
      ...options.env,
      BENCH_SERVER: JSON.stringify({ connections, writer: options.writer ?? {} }),
    },
    // The log is written as in operation, and thrown away.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  running.add(child)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => running.delete(child))
  const ready = await Promise.race([
    new Promise<{ url: string }>((resolve) => child.once('message', (value) => resolve(value as never))),
    ended.then(() => Promise.reject(new Error('A server of the bench ended before it was ready.'))),
    sleep(readyWithinMs, undefined, { ref: false }).then(() =>
      Promise.reject(new Error('A server of the bench was not ready in time.')),
    ),
  ])
  return {
    ...ready,
    pid: child.pid as number,
    heapUsed: () => heapUsedBy(child),
    async stop() {
      child.send('stop')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
      await ended
      clearTimeout(timer)
    },
  }
}
