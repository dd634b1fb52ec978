import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/database.ts'
import { countGuess, forgottenAfterMs, type GuessCount, isLocked, noGuesses } from './guess-count.ts'

/** Where guesses are counted. Reading holds the row until the transaction ends, so that guesses made at once all count. */
export type GuessCounter = { read(tx: Tx): Promise<GuessCount>; write(tx: Tx, count: GuessCount): Promise<unknown> }

type Row = { failed_logins: number; lock_count: number; lock_until: Date | null; last_failed_at: Date | null }

const columns = 'failed_logins, lock_count, lock_until, last_failed_at'
const countOf = (row: Row): GuessCount => ({
  failed: row.failed_logins,
  locks: row.lock_count,
  lockUntil: row.lock_until?.getTime() ?? null,
  lastFailedAt: row.last_failed_at?.getTime() ?? null,
})
const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms))
const valuesOf = ({ failed, locks, lockUntil, lastFailedAt }: GuessCount) => [
  failed,
  locks,
  dateOf(lockUntil),
  dateOf(lastFailedAt),
]

/** Of the account itself, wherever they come from. */
export const accountCounter = (userId: string): GuessCounter => ({
  async read(tx) {
    const row = await tx.maybeOne<Row>(`select ${columns} from users where id = $1 for update`, [userId])
    return row ? countOf(row) : noGuesses
  },
  write: (tx, count) =>
    tx.query(
      'update users set failed_logins = $2, lock_count = $3, lock_until = $4, last_failed_at = $5 where id = $1',
      [userId, ...valuesOf(count)],
    ),
})

/** What somebody typed as their name. As a hash: passwords get typed into the wrong field. */
export const nameSubject = (name: string) => `name:${createHash('sha256').update(name).digest('base64url')}`
export const personSubject = (userId: string) => `person:${userId}`

/** @param source `any`, `network:…`, `device:…` or `confirm`. */
export const sourceCounter = (subject: string, source: string): GuessCounter => ({
  async read(tx) {
    await tx.query('insert into guess_counts (subject, source) values ($1, $2) on conflict do nothing', [
      subject,
      source,
    ])
    return countOf(
      await tx.one<Row>(`select ${columns} from guess_counts where subject = $1 and source = $2 for update`, [
        subject,
        source,
      ]),
    )
  },
  write: (tx, count) =>
    tx.query(
      `update guess_counts set failed_logins = $3, lock_count = $4, lock_until = $5, last_failed_at = $6
       where subject = $1 and source = $2`,
      [subject, source, ...valuesOf(count)],
    ),
})

/** Counts a guess. One counter that is locked keeps all from counting, and the guess from being tried. */
export async function takeGuess(tx: Tx, counters: GuessCounter[], nowMs: number) {
  const before: GuessCount[] = []
  for (const counter of counters) before.push(await counter.read(tx))
  if (before.some((count) => isLocked(count, nowMs))) return { counts: before, isTaken: false }
  const counts = before.map((count) => countGuess(count, nowMs))
  for (const [index, counter] of counters.entries()) await counter.write(tx, counts[index] as GuessCount)
  return { counts, isTaken: true }
}

/** The guess was right. */
export async function resetGuesses(tx: Tx, counters: GuessCounter[]): Promise<void> {
  for (const counter of counters) await counter.write(tx, noGuesses)
}

export const deleteCountsOf = (tx: Tx, subjects: string[]) =>
  tx.query('delete from guess_counts where subject = any($1)', [subjects])

export const deleteOldCounts = (tx: Tx, nowMs: number) =>
  tx.query(
    'delete from guess_counts where greatest(last_failed_at, lock_until) is null or greatest(last_failed_at, lock_until) < $1',
    [new Date(nowMs - forgottenAfterMs)],
  )
