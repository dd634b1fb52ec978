import { expect, test } from 'vitest'
import { giveUpAfterMs, retryDelayMs } from './retry-delay.ts'

test('pauses double from half a minute to two hours, each shortened by chance by up to a half', () => {
  const longest = Array.from({ length: 12 }, (_, at) => retryDelayMs(at + 1, () => 1))
  expect(longest.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000])
  expect(longest.at(-1)).toBe(2 * 3600_000)
  expect(retryDelayMs(3, () => 0)).toBe(60_000)
})

test('a mail is tried about twenty times in its day', () => {
  let tries = 1
  for (let passedMs = 0; passedMs < giveUpAfterMs; tries += 1) passedMs += retryDelayMs(tries, () => 0.5)
  expect(tries).toBeGreaterThan(15)
  expect(tries).toBeLessThan(30)
})
