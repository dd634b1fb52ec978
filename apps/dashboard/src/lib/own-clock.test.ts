import { afterEach, expect, test } from 'vitest'
import { dayOf, momentOf, startOf, timeOf } from './days.ts'
import { formatDateTime, formatDay, formatLongDay, formatRelative, formatTime } from './format.ts'
import { momentAt, ownZone, setOwnZone, shownAt } from './own-clock.ts'

afterEach(() => setOwnZone(null))

const newYear = new Date('2025-12-31T18:30:00Z')

test('times and days are those of the chosen zone, Thai ones in the Buddhist Era', () => {
  setOwnZone('Asia/Bangkok')
  expect(formatTime('en', newYear)).toBe('01:30')
  expect(formatDateTime('en', newYear)).toBe('1 Jan 2026, 01:30')
  expect(formatDateTime('th', newYear)).toBe('1 ม.ค. 2569 01:30')
  expect(formatLongDay('th', newYear)).toContain('1 มกราคม')
  expect(formatLongDay('th', newYear)).toContain('2569')
  setOwnZone('America/New_York')
  expect(formatDateTime('en', newYear)).toBe('31 Dec 2025, 13:30')
  expect(formatDateTime('th', newYear)).toBe('31 ธ.ค. 2568 13:30')
})

test('what is today and which year it is goes by the chosen zone', () => {
  const later = new Date('2026-01-01T04:30:00Z')
  setOwnZone('Asia/Bangkok')
  expect(formatDay('en', newYear, later)).toBe('Today')
  setOwnZone('Europe/London')
  expect(formatDay('en', newYear, later)).toBe('Yesterday')
  const spring = new Date('2026-03-01T12:00:00Z')
  expect(formatRelative('en', newYear, spring)).toBe('31 Dec 2025')
  setOwnZone('Asia/Bangkok')
  expect(formatRelative('en', newYear, spring)).toBe('1 Jan')
})

test('without a choice, and with a zone that the browser does not know, the clock is the device’s', () => {
  const local = new Date(2026, 10, 22, 21, 30)
  for (const name of [null, 'Asia/Atlantis']) {
    setOwnZone(name)
    expect(ownZone()).toBeUndefined()
    expect(formatTime('en', local)).toBe('21:30')
    expect(shownAt(local)).toMatchObject({ year: 2026, month: 11, day: 22, hour: 21, minute: 30 })
    expect(momentOf('2026-11-05')).toBe(new Date(2026, 10, 5).toISOString())
  }
})

test('a day and a time become the moment when the chosen clock shows them, and back', () => {
  for (const zone of [
    'Asia/Bangkok',
    'America/New_York',
    'Pacific/Auckland',
    'Asia/Kathmandu',
    'Europe/Berlin',
    'UTC',
  ]) {
    setOwnZone(zone)
    for (let month = 1; month <= 12; month += 1) {
      for (const hour of [0, 9, 23]) {
        const moment = momentAt({ year: 2026, month, day: 29, hour, minute: 15 })
        const at = month === 2 ? { month: 3, day: 1 } : { month, day: 29 }
        expect(shownAt(moment)).toMatchObject({ year: 2026, ...at, hour, minute: 15 })
      }
    }
    expect(dayOf(startOf('2027-01-31'))).toBe('2027-01-31')
    expect(dayOf(startOf('2027-01-31', 1))).toBe('2027-02-01')
    expect(dayOf(startOf('2027-02-01'), -1)).toBe('2027-01-31')
    expect(shownAt(timeOf('2026-11-26T18:45'))).toMatchObject({ day: 26, hour: 18, minute: 45 })
  }
  setOwnZone('Europe/Berlin')
  // An hour that there is not.
  expect(shownAt(timeOf('2026-03-29T02:30'))).toMatchObject({ hour: 3, minute: 30 })
  for (const nothing of ['', 'soon', '2026-11']) {
    expect([startOf(nothing).getTime(), timeOf(nothing).getTime()]).toEqual([Number.NaN, Number.NaN])
  }
})
