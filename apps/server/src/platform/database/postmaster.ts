import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { PostgresStartFailed } from './embedded-errors.ts'
import type { Log } from './log.ts'
import { launch, type PostgresAccount } from './postgres-account.ts'
import { forwardPostgresLog } from './postgres-log.ts'

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

/** One run of the server program. */
export interface Postmaster {
  pid: number
  exited: Promise<Exit>
  stop(): Promise<void>
}

export interface PostmasterOptions {
  account: PostgresAccount
  program: string
  args: string[]
  folder: string
  /** To find out when it is ready. */
  connectionString: string
  log: Log
  /** Gives the start up, when the server is to stop in the meantime. */
  signal: AbortSignal
}

/** After a crash the write-ahead log is replayed first; settings keep it small. */
const startTimeoutMs = 180_000
const politeStopMs = 300
const fastStopMs = 25_000
const immediateStopMs = 5000

/**
 * Starts the server program and waits until it takes connections.
 * @throws PostgresStartFailed when it ends before.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const child = launch(options.account, options.program, options.args, ['ignore', 'ignore', 'pipe'])
  const output = child.stderr ? forwardPostgresLog(child.stderr, options.log) : { tail: () => '' }
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    // 'exit' comes before the last words are read, 'close' waits for children that hold the pipe.
    child.once('exit', (code, signal) => setTimeout(() => resolve({ code, signal }), 50))
  })
  const result = await Promise.race([becomesReady(options), exited])
  if (result === true && child.pid !== undefined) return { pid: child.pid, exited, stop: () => stop(child, exited) }
  await stop(child, exited)
  const reason = result === false ? 'it was not ready in time.' : `it ended with ${describeExit(result)}.`
  throw new PostgresStartFailed(options.folder, reason, output.tail())
}

export function describeExit(exit: Exit | boolean): string {
  if (typeof exit === 'boolean') return 'no connection'
  return exit.signal ?? (exit.code === null ? 'no process' : `code ${exit.code}`)
}

async function becomesReady({ connectionString, signal }: PostmasterOptions): Promise<boolean> {
  const deadline = Date.now() + startTimeoutMs
  for (let pauseMs = 20; Date.now() < deadline && !signal.aborted; pauseMs = Math.min(pauseMs * 1.5, 250)) {
    await sleep(pauseMs)
    if (await accepts(connectionString)) return true
  }
  return false
}

async function accepts(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function stop(child: ChildProcess, exited: Promise<Exit>): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    // Connections that are just being closed get the time for it.
    ['SIGTERM', politeStopMs],
    ['SIGINT', fastStopMs],
    ['SIGQUIT', immediateStopMs],
    ['SIGKILL', 2000],
  ]
  for (const [signal, waitMs] of steps) {
    // The handle knows when its process has ended, so a number given out again is never hit.
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) child.kill(signal)
    if (await endsWithin(exited, waitMs)) return
  }
}

async function endsWithin(exited: Promise<Exit>, waitMs: number): Promise<boolean> {
  const cancel = new AbortController()
  const late = sleep(waitMs, false, { signal: cancel.signal }).catch(() => false)
  const ended = await Promise.race([exited.then(() => true), late])
  cancel.abort()
  return ended
}
