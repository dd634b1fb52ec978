import { expect, test } from 'vitest'
import { formatBytes, formatDateTime, formatDay, formatDuration, formatRelative, formatTime } from './format.ts'

const now = new Date(2026, 10, 22, 15, 30)
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

test('time is relative for a week, then a date, with the year when it is another one', () => {
  expect(formatRelative('en', ago(0), now)).toBe('now')
  expect(formatRelative('en', ago(-3), now)).toBe('now')
  expect(formatRelative('en', ago(5), now)).toMatch(/^5 min/)
  expect(formatRelative('en', ago(3 * 60), now)).toMatch(/^3 h/)
  expect(formatRelative('en', ago(26 * 60), now)).toBe('yesterday')
  expect(formatRelative('en', ago(40 * 24 * 60), now)).toBe('13 Oct')
  expect(formatRelative('en', ago(400 * 24 * 60), now)).toBe('18 Oct 2025')
})

test('Thai dates are in the Buddhist Era', () => {
  expect(formatRelative('th', ago(400 * 24 * 60), now)).toContain('2568')
})

test('days are called by name while they are near', () => {
  expect(formatDay('en', now, now)).toBe('Today')
  expect(formatDay('en', ago(24 * 60), now)).toBe('Yesterday')
  expect(formatDay('th', now, now)).toBe('วันนี้')
})

test('waiting is told in its largest unit', () => {
  expect(formatDuration('en', 4 * 60_000)).toMatch(/^4 min/)
  expect(formatDuration('en', 3 * 3_600_000)).toMatch(/^3 h/)
  expect(formatDuration('en', 50 * 3_600_000)).toMatch(/^2 day/)
})

test('times have 24 hours in both languages', () => {
  const evening = new Date(2026, 10, 22, 21, 30)
  for (const locale of ['en', 'th'] as const) {
    expect(formatTime(locale, evening)).toBe('21:30')
    expect(formatDateTime(locale, evening)).toContain('21:30')
  }
})

test('sizes are told in the unit that fits', () => {
  expect(formatBytes('en', 0)).toMatch(/^0 ?b/)
  expect(formatBytes('en', 1_500_000)).toMatch(/^1\.5 ?MB$/)
  expect(formatBytes('en', 100_000_000_000)).toMatch(/^100 ?GB$/)
  expect(formatBytes('th', 999)).toContain('999')
})
