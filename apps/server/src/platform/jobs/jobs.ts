import type { Tx } from '../database/database.ts'

/** @param signal aborted when the worker stops: give up in good order; the job runs again. */
export type JobHandler = (payload: Record<string, unknown>, context: { signal: AbortSignal }) => Promise<void>

export type JobOptions = {
  /** Jobs with the same key replace each other while none has started. */
  key?: string
  runAt?: Date
  maxAttempts?: number
}

export type Jobs = {
  /** Adds a job as a row of the caller's transaction: it exists if and only if that commits. */
  enqueue(tx: Tx, name: string, payload: Record<string, unknown>, options?: JobOptions): Promise<void>
}

/** Enqueues through a SECURITY DEFINER function: the app's role may not touch the worker's schema. */
export const jobs: Jobs = {
  async enqueue(tx, name, payload, options = {}) {
    await tx.query('select enqueue_job($1, $2::json, $3, $4, $5)', [
      name,
      JSON.stringify(payload),
      options.key ?? null,
      options.runAt ?? null,
      options.maxAttempts ?? null,
    ])
  },
}
