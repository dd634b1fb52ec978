import { expect, test } from 'vitest'
import { rangeOf, readAnalyticsSearch } from './range.ts'

const now = new Date('2026-11-01T20:00:00Z')

test('a period ends today by the clocks of the workspace, wherever its reader is', () => {
  expect(rangeOf({ period: 'today' }, 'Asia/Bangkok', now)).toEqual({ from: '2026-11-02', to: '2026-11-02' })
  expect(rangeOf({ period: 'today' }, 'America/New_York', now)).toEqual({ from: '2026-11-01', to: '2026-11-01' })
  expect(rangeOf({ period: 'last7' }, 'Asia/Kathmandu', now)).toEqual({ from: '2026-10-27', to: '2026-11-02' })
  expect(rangeOf({}, 'UTC', now)).toEqual({ from: '2026-10-03', to: '2026-11-01' })
  expect(rangeOf({ period: 'thisMonth' }, 'UTC', now)).toEqual({ from: '2026-11-01', to: '2026-11-01' })
  expect(rangeOf({ period: 'lastMonth' }, 'UTC', now)).toEqual({ from: '2026-10-01', to: '2026-10-31' })
})

test('of an address, only what makes sense is taken', () => {
  expect(readAnalyticsSearch({ period: 'last7', from: 'x', to: '2026-11-01' })).toEqual({ period: 'last7' })
  expect(readAnalyticsSearch({ from: '2026-11-02', to: '2026-11-01', widget: 'nope' })).toEqual({})
  expect(readAnalyticsSearch({ period: 'ever', from: '2026-10-01', to: '2026-11-01' })).toEqual({
    from: '2026-10-01',
    to: '2026-11-01',
  })
})
