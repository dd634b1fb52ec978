import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { DatabaseUnavailable, isConnectionFailure, sqlState } from './database-unavailable.ts'

const retries = 3
/** Serialization failure and deadlock. */
const retryable = new Set(['40001', '40P01'])

/** Whether the same work may well succeed the next time. */
export const isRetryable = (error: unknown) => retryable.has(sqlState(error) ?? '')

export interface Tx {
  query<R>(text: string, values?: unknown[]): Promise<R[]>
  /** @throws Error when there is not exactly one row. */
  one<R>(text: string, values?: unknown[]): Promise<R>
  /** @throws Error when there is more than one row. */
  maybeOne<R>(text: string, values?: unknown[]): Promise<R | undefined>
  readonly workspaceId: string | null
  /** Runs once the commit is certain, in order; never when the transaction fails. Must not throw. */
  afterCommit(callback: () => void): void
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}

/** In a snapshot all statements see the database as it was at one moment. */
export type Begin = 'begin' | 'begin isolation level repeatable read, read only'

interface Committed<T> {
  result: T
  callbacks: (() => void)[]
}

/**
 * @param workspaceId a UUID that has been checked, or null for none.
 * @returns what `work` returned, and what is to be called now that it is committed.
 */
export async function runTransaction<T>(
  pool: pg.Pool,
  workspaceId: string | null,
  work: (tx: Tx) => Promise<T>,
  begin: Begin = 'begin',
): Promise<Committed<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(pool, workspaceId, work, begin)
    } catch (error) {
      if (attempt > retries || !isRetryable(error)) throw error
      await sleep(Math.random() * 20 * 2 ** attempt)
    }
  }
}

async function acquire(pool: pg.Pool): Promise<pg.PoolClient> {
  return pool.connect().catch((error: unknown) => {
    throw isConnectionFailure(error) ? new DatabaseUnavailable(error) : error
  })
}

/** One statement; unlike the pool's own method it keeps the connection when merely the statement failed. */
export async function runStatement<R>(pool: pg.Pool, text: string, values?: unknown[]): Promise<R[]> {
  const client = await acquire(pool)
  let broken: DatabaseUnavailable | undefined
  try {
    return (await client.query(text, values)).rows as R[]
  } catch (error) {
    if (!isConnectionFailure(error)) throw error
    broken = new DatabaseUnavailable(error)
    throw broken
  } finally {
    client.release(broken)
  }
}

async function attemptOnce<T>(
  pool: pg.Pool,
  workspaceId: string | null,
  work: (tx: Tx) => Promise<T>,
  begin: Begin,
): Promise<Committed<T>> {
  const client = await acquire(pool)
  const callbacks: (() => void)[] = []
  let broken: Error | undefined
  let committing = false
  let over = false

  async function send(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    try {
      return await client.query(text, values)
    } catch (error) {
      if (!isConnectionFailure(error)) throw error
      broken = new DatabaseUnavailable(error, committing)
      throw broken
    }
  }

  async function query<R>(text: string, values?: unknown[]): Promise<R[]> {
    if (over) throw new Error('This transaction has ended.')
    return (await send(text, values)).rows as R[]
  }

  const tx: Tx = {
    workspaceId,
    query,
    async one<R>(text: string, values?: unknown[]) {
      const rows = await query<R>(text, values)
      if (rows.length !== 1) throw new Error(`Expected one row, got ${rows.length}.`)
      return rows[0] as R
    },
    async maybeOne<R>(text: string, values?: unknown[]) {
      const rows = await query<R>(text, values)
      if (rows.length > 1) throw new Error(`Expected at most one row, got ${rows.length}.`)
      return rows[0]
    },
    afterCommit(callback) {
      callbacks.push(callback)
    },
  }

  try {
    // One round trip; the id is known to be a UUID, so it can stand in the text.
    await send(workspaceId === null ? begin : `${begin}; select set_config('app.workspace', '${workspaceId}', true)`)
    const result = await work(tx)
    over = true
    committing = true
    const end = await send('commit')
    committing = false
    // A statement failed and `work` went on as if nothing had happened: the server has rolled back and says so quietly.
    if (end.command === 'ROLLBACK') throw new Error('Nothing was committed: a statement failed and was ignored.')
    return { result, callbacks }
  } catch (error) {
    over = true
    if (!broken) await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}
