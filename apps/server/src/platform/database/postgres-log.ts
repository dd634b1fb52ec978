import type { Readable } from 'node:stream'
import type { Log } from './log.ts'

const kept = 30

/** Part of every start and stop, and of clients that come while one is under way. */
const expected =
  /the database system is (starting up|shutting down|not yet accepting connections|in recovery mode)|terminating (connection|background worker) |lock file ".*" already exists|pre-existing shared memory block/

export interface PostgresOutput {
  /** The last lines, for an error message. */
  tail(): string
}

/** Passes what PostgreSQL says on to the logger: what ends a server or a connection as errors, the rest for debugging. */
export function forwardPostgresLog(stream: Readable, log: Log): PostgresOutput {
  const lines: string[] = []
  let rest = ''
  const take = (line: string) => {
    if (line.trim() === '') return
    lines.push(line)
    if (lines.length > kept) lines.shift()
    const alarming = /^(FATAL|PANIC): /.test(line) && !expected.test(line)
    log[alarming ? 'error' : 'debug']({ postgres: line }, alarming ? 'PostgreSQL reports a failure.' : 'PostgreSQL')
  }
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = (parts.pop() ?? '').slice(-10_000)
    parts.forEach(take)
  })
  stream.on('end', () => take(rest))
  stream.on('error', () => {})
  return { tail: () => lines.join('\n') }
}
