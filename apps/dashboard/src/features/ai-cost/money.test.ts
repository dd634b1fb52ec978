import { expect, test } from 'vitest'
import { asTyped, formatUsd, parseUsd } from './money.ts'

test('small amounts show that they are not nothing', () => {
  expect(formatUsd('en', 0)).toBe('$0.00')
  expect(formatUsd('en', 12_340_000)).toBe('$12.34')
  expect(formatUsd('en', 4500)).toBe('$0.0045')
  expect(formatUsd('en', 3)).toBe('$0.000003')
  expect(formatUsd('th', 1_000_000)).toContain('1.00')
})

test('amounts are read as people type them', () => {
  expect(parseUsd(' $1,250.5 ')).toBe(1_250_500_000)
  expect(parseUsd('0')).toBe(0)
  expect(parseUsd('0.000001')).toBe(1)
  expect(parseUsd('')).toBeNull()
  for (const bad of ['-1', 'ten', '1.2.3', '1000001', '100001']) expect([bad, parseUsd(bad)]).toEqual([bad, undefined])
})

test('a field shows what was typed into it', () => {
  for (const typed of ['', '0', '0.5', '200']) expect(asTyped(parseUsd(typed) ?? null)).toBe(typed)
})
