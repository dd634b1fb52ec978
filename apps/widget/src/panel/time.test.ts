import { expect, test } from 'vitest'
import { createClock, createDays } from './time.ts'

const evening = new Date(2026, 10, 22, 21, 30)

test.each(['en-US', 'en-GB', 'th-TH', 'th'])(
  'the evening has 24-hour times where the browser speaks %s',
  (language) => {
    const clock = createClock(language)
    expect(clock(evening, evening).short).toBe('21:30')
    expect(clock(evening, evening).whole).toContain('21:30')
    expect(clock(new Date(2026, 10, 22, 0, 5), evening).short).toBe('00:05')
    expect(clock(evening, new Date(2026, 10, 24)).short).toMatch(/22.+21:30$/)
  },
)

test('days have names near today, and dates before', () => {
  const now = new Date(2026, 10, 22, 0, 30)
  const day = createDays('en-GB')
  expect(day(new Date(2026, 10, 22, 0, 1), now)).toBe('Today')
  expect(day(new Date(2026, 10, 21, 23, 59), now)).toBe('Yesterday')
  expect(day(new Date(2026, 10, 20, 12, 0), now)).toContain('20 November 2026')
  expect(createDays('th-TH')(new Date(2026, 10, 21), now)).toBe('เมื่อวาน')
})
