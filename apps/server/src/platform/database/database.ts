import { createPool, type DatabaseOptions } from './pool.ts'
import { type Begin, isUuid, runStatement, runTransaction, type Tx } from './transaction.ts'

export { DatabaseUnavailable, isUniqueViolation, sqlState } from './database-unavailable.ts'
export type { DatabaseOptions } from './pool.ts'
export { isRetryable, type Tx } from './transaction.ts'

/** All methods throw DatabaseUnavailable when the database can't be reached or the connection breaks. */
export interface Database {
  /**
   * Runs `work` in a transaction that sees this workspace alone; rolls back when it throws. `work` may run up to four
   * times (serialization failures, deadlocks), so it must have no effects of its own: those go to `tx.afterCommit`.
   */
  transaction<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same for reading: all statements see the workspace as it was at one moment. */
  snapshot<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same without a workspace: only global tables and the functions that are made for it. */
  global<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** One statement in a transaction of its own, without a workspace. */
  query<R>(text: string, values?: unknown[]): Promise<R[]>
  /** Never throws. A pool that has no connection to spare counts as reachable while others get answers. */
  isReachable(timeoutMs: number): Promise<boolean>
  stats(): { total: number; idle: number; waiting: number }
  close(): Promise<void>
}

export function createDatabase(options: DatabaseOptions): Database {
  const pool = createPool(options)
  let answeredAt = 0
  let closing: Promise<void> | undefined

  async function query<R>(text: string, values?: unknown[]): Promise<R[]> {
    const rows = await runStatement<R>(pool, text, values)
    answeredAt = performance.now()
    return rows
  }

  async function transaction<T>(workspaceId: string | null, work: (tx: Tx) => Promise<T>, begin?: Begin): Promise<T> {
    const { result, callbacks } = await runTransaction(pool, workspaceId, work, begin)
    answeredAt = performance.now()
    for (const callback of callbacks) {
      try {
        callback()
      } catch (error) {
        // The change is made; whoever asked for it must not be told otherwise.
        options.log.error({ err: error }, 'What was to happen after a commit failed.')
      }
    }
    return result
  }

  async function inWorkspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>, begin?: Begin): Promise<T> {
    if (!isUuid(workspaceId)) throw new TypeError('A workspace id must be a UUID.')
    return transaction(workspaceId, work, begin)
  }

  return {
    transaction: (workspaceId, work) => inWorkspace(workspaceId, work),
    snapshot: (workspaceId, work) => inWorkspace(workspaceId, work, 'begin isolation level repeatable read, read only'),
    global: (work) => transaction(null, work),
    query,
    async isReachable(timeoutMs) {
      const askedAt = performance.now()
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<boolean>((resolve) => {
        timer = setTimeout(() => resolve(answeredAt > askedAt), timeoutMs)
      })
      const asked = query('select 1').then(
        () => true,
        () => answeredAt > askedAt,
      )
      return Promise.race([asked, late]).finally(() => clearTimeout(timer))
    },
    stats: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close() {
      closing ??= pool.end()
      return closing
    },
  }
}
