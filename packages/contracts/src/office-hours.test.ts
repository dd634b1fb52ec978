import { describe, expect, test } from 'vitest'
import { isOpenAt, nextOpening, type OfficeHours, openMsBetween, openSince } from './office-hours.ts'

const minute = 60_000
const hour = 60 * minute
const at = (iso: string) => Date.parse(iso)
const weekdays = (...spans: OfficeHours['week'][number]) => [spans, spans, spans, spans, spans, [], []]

const shop: OfficeHours = {
  timeZone: 'Asia/Bangkok',
  week: weekdays({ from: '09:00', to: '12:00' }, { from: '13:00', to: '18:00' }),
  holidays: [{ date: '2026-12-07', name: 'Day off' }],
}

test('hours go by the clock of the workspace, with a break at noon, free weekends and holidays', () => {
  expect(isOpenAt(shop, at('2026-11-26T02:00:00Z'))).toBe(true)
  expect(isOpenAt(shop, at('2026-11-26T05:30:00Z'))).toBe(false)
  expect(nextOpening(shop, at('2026-11-26T05:30:00Z'))).toBe(at('2026-11-26T06:00:00Z'))
  // Friday evening, to Monday; and from the Friday before a holiday to Tuesday.
  expect(nextOpening(shop, at('2026-11-27T12:00:00Z'))).toBe(at('2026-11-30T02:00:00Z'))
  expect(nextOpening(shop, at('2026-12-04T12:00:00Z'))).toBe(at('2026-12-08T02:00:00Z'))
  expect(openMsBetween(shop, at('2026-11-27T10:00:00Z'), at('2026-11-30T03:00:00Z'))).toBe(2 * hour)
  expect(openSince(shop, at('2026-11-30T03:00:00Z'), 2 * hour)).toBe(at('2026-11-27T10:00:00Z'))
})

test('without hours a team is always there, and with none at all never', () => {
  const never = { ...shop, week: [[], [], [], [], [], [], []] }
  const now = at('2026-11-26T02:00:00Z')
  expect([isOpenAt(null, now), nextOpening(null, now), openSince(null, now, hour)]).toEqual([true, now, now - hour])
  expect([isOpenAt(never, now), nextOpening(never, now), openSince(never, now, hour)]).toEqual([false, null, null])
})

test('a day that ends at midnight goes on in the next one without a gap', () => {
  const night: OfficeHours = {
    timeZone: 'Asia/Bangkok',
    week: Array.from({ length: 7 }, () => [
      { from: '00:00', to: '02:00' },
      { from: '22:00', to: '24:00' },
    ]),
    holidays: [],
  }
  const midnight = at('2026-11-26T17:00:00Z')
  expect([midnight - minute, midnight].map((one) => isOpenAt(night, one))).toEqual([true, true])
  expect(openMsBetween(night, midnight - 3 * hour, midnight + 3 * hour)).toBe(4 * hour)
})

/** Numbers that look random and are the same in each run. */
function dice(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function someHours(roll: (below: number) => number, timeZone: string): OfficeHours {
  const week = Array.from({ length: 7 }, () => {
    const ends = Array.from({ length: 2 * roll(4) }, () => roll(97) * 15).sort((a, b) => a - b)
    return ends.flatMap((from, n) => {
      const to = ends[n + 1] ?? from
      return n % 2 === 0 && from < to ? [{ from: clock(from), to: clock(to) }] : []
    })
  })
  return { timeZone, week, holidays: [] }
}

/** Around their changes of the clock; Lord Howe moves by half an hour, Apia and Santiago change at midnight. */
const changes = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['America/Santiago', '2026-09-06T04:00:00Z'],
  ['Asia/Kathmandu', '2026-11-26T00:00:00Z'],
  ['Pacific/Kiritimati', '2026-11-26T10:00:00Z'],
] as const

describe.each(changes)('in %s around %s', (timeZone, change) => {
  const roll = dice(Date.parse(change) / minute)
  const hours = Array.from({ length: 8 }, () => someHours(roll, timeZone))

  test('the next opening is the first moment that is open', () => {
    for (const some of hours) {
      const from = at(change) - 40 * hour + roll(2400) * minute
      let first = from
      while (!isOpenAt(some, first) && first < from + 8 * 24 * hour) first += minute
      expect(nextOpening(some, from)).toBe(isOpenAt(some, first) ? first : null)
    }
  })

  test('time that was open is the sum of its minutes, and looking back finds where it began', () => {
    for (const some of hours) {
      const from = at(change) - roll(1800) * minute
      const to = at(change) + roll(1800) * minute
      let open = 0
      for (let moment = from; moment < to; moment += minute) open += isOpenAt(some, moment) ? minute : 0
      expect(openMsBetween(some, from, to)).toBe(open)
      if (open === 0) continue
      const since = openSince(some, to, open) ?? 0
      expect(openMsBetween(some, since, to)).toBe(open)
      expect(openMsBetween(some, since + minute, to)).toBeLessThan(open)
    }
  })
})
