import { expect, test } from 'vitest'
import { formatMs, formatPercent } from './trace-format.ts'

test.each([
  [0, '0 %'],
  [0.001, '1 %'],
  [0.5, '50 %'],
  [0.999, '99 %'],
  [1, '100 %'],
])('a share of %s is %s', (share, shown) => {
  expect(formatPercent('en', share)).toBe(shown)
})

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [12_345, '12.3 s'],
])('%s ms is %s', (ms, shown) => {
  expect(formatMs('en', ms)).toBe(shown)
})
