import pg from 'pg'
import { columnTypes } from './column-types.ts'
import { withServerSettings } from './connection-options.ts'
import type { Log } from './log.ts'

const acquireTimeoutMs = 5000
const idleInTransactionMs = 60_000
/** When the server has not even cancelled a statement that ran out of time, it is not there any more. */
const silenceMs = 5000

export interface DatabaseOptions {
  connectionString: string
  log: Log
  /** @default 10 */
  maxConnections?: number
  /** @default 15000 */
  statementTimeoutMs?: number
  /** The role to act as, where one login serves everything. */
  role?: string
}

/**
 * A pool whose connections may break at any moment, also while they are being closed, without ending this process. The
 * job queue gets one as well: its own pool listens too briefly to outlive a server that stops at the same time.
 */
export function createPool(options: DatabaseOptions): pg.Pool {
  const { log, maxConnections = 10, statementTimeoutMs = 15_000, role } = options
  const pool = new pg.Pool({
    connectionString: withServerSettings(options.connectionString, {
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionMs,
      ...(role === undefined ? {} : { role }),
    }),
    max: maxConnections,
    connectionTimeoutMillis: acquireTimeoutMs,
    query_timeout: statementTimeoutMs + silenceMs,
    keepAlive: true,
    application_name: 'minichat',
    types: columnTypes,
  })
  // Without listeners a server that goes away would end this process. The pool listens to idle connections only.
  pool.on('error', (error) => log.warn({ err: error }, 'An idle database connection was lost.'))
  pool.on('connect', (client) =>
    client.on('error', (error) => log.debug({ err: error }, 'A database connection broke.')),
  )
  return pool
}
