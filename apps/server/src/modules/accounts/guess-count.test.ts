import { expect, test } from 'vitest'
import { countGuess, type GuessCount, isLocked, noGuesses } from './guess-count.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Five wrong ones at once. */
function lock(count: GuessCount, nowMs: number): GuessCount {
  let counted = count
  for (let guess = 0; guess < 5; guess += 1) counted = countGuess(counted, nowMs)
  return counted
}
const lockedMinutes = (count: GuessCount, nowMs: number) => ((count.lockUntil ?? nowMs) - nowMs) / minuteMs

test('the fifth wrong password in a row locks, and the fourth does not', () => {
  let count = noGuesses
  for (let guess = 1; guess <= 4; guess += 1) count = countGuess(count, 0)
  expect(isLocked(count, 0)).toBe(false)
  count = countGuess(count, 0)
  expect(isLocked(count, 15 * minuteMs - 1)).toBe(true)
  expect(isLocked(count, 15 * minuteMs)).toBe(false)
})

test('locks grow from 15 minutes to a day, and are forgotten after a day of quiet', () => {
  const minutes: number[] = []
  let count = noGuesses
  let nowMs = 0
  for (let round = 0; round < 9; round += 1) {
    count = lock(count, nowMs)
    minutes.push(lockedMinutes(count, nowMs))
    nowMs = (count.lockUntil ?? 0) + 1
  }
  expect(minutes).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440])
  const later = nowMs + 24 * hourMs
  expect(lockedMinutes(lock(count, later), later)).toBe(15)
})
