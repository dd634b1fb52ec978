import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

const names = (now: Date) => snoozeTimes(now).map(({ name }) => name)

test('every time offered lies ahead, the soonest first', () => {
  for (let hour = 0; hour < 24 * 8; hour += 1) {
    const now = new Date(2026, 10, 23, hour, 30)
    const times = snoozeTimes(now).map(({ until }) => until.getTime())
    expect(times.every((time) => time > now.getTime())).toBe(true)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(new Set(times).size).toBe(times.length)
  }
})

test('this evening is offered until the afternoon; on Sunday, tomorrow is Monday', () => {
  expect(names(new Date(2026, 10, 25, 10))).toEqual(['inAnHour', 'thisEvening', 'tomorrow', 'monday', 'nextWeek'])
  expect(names(new Date(2026, 10, 25, 17))).toEqual(['inAnHour', 'tomorrow', 'monday', 'nextWeek'])
  expect(names(new Date(2026, 10, 29, 17))).toEqual(['inAnHour', 'tomorrow', 'nextWeek'])
})
