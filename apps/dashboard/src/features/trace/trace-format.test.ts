import { expect, test } from 'vitest'
import { formatCost, formatMs, formatPercent } from './trace-format.ts'

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

test.each([
  [0, 'US$ 0.00'],
  [37, 'US$ 0.000037'],
  [12_340, 'US$ 0.0123'],
  [2_500_000, 'US$ 2.50'],
])('%s millionths of a dollar are %s', (microUsd, shown) => {
  expect(formatCost('en', microUsd)).toBe(shown)
})
