const firstMs = 30_000
const longestMs = 2 * 3600_000
/** Younger mails are tried again. */
export const giveUpAfterMs = 24 * 3600_000

/**
 * How long to wait before a mail is tried again: twice as long each time, and never the same for two of them.
 * @param attempt 1 after the first try.
 * @returns milliseconds, from 15 s to 2 h.
 */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(longestMs, firstMs * 2 ** (attempt - 1))
  return Math.round(whole * (0.5 + random() / 2))
}
