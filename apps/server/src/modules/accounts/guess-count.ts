/** Wrong passwords in a row, and the locks that came of them. Times in ms. */
export type GuessCount = { failed: number; locks: number; lockUntil: number | null; lastFailedAt: number | null }

export const noGuesses: GuessCount = { failed: 0, locks: 0, lockUntil: null, lastFailedAt: null }

const guessesPerLock = 5
const firstLockMs = 15 * 60_000
const longestLockMs = 24 * 3600_000
/** After so long without a wrong password everything is forgotten. */
export const forgottenAfterMs = 24 * 3600_000

export const isLocked = ({ lockUntil }: GuessCount, nowMs: number) => lockUntil !== null && lockUntil > nowMs

/**
 * Counts one more, as wrong until it turns out to be right. The fifth in a row locks for 15 minutes, and each lock after
 * it for twice as long as the one before, a day at most.
 */
export function countGuess(count: GuessCount, nowMs: number): GuessCount {
  const quietSince = Math.max(count.lastFailedAt ?? 0, count.lockUntil ?? 0)
  const { failed, locks, lockUntil } = nowMs - quietSince > forgottenAfterMs ? noGuesses : count
  const counted = (lockUntil === null ? failed : 0) + 1
  if (counted < guessesPerLock) return { failed: counted, locks, lockUntil: null, lastFailedAt: nowMs }
  const lockMs = Math.min(firstLockMs * 2 ** locks, longestLockMs)
  return { failed: counted, locks: locks + 1, lockUntil: nowMs + lockMs, lastFailedAt: nowMs }
}
