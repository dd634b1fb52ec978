import { expect, test } from 'vitest'
import { networkOf } from './network.ts'

test('a caller counts as one, however their address is written', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('203.0.113.7:4711')).toBe('203.0.113.7')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('[2001:db8::1]:4711')).toBe(networkOf('2001:db8:0:0:ffff::2'))
  expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8::1'))
})

test('a caller who hung up before the request was looked at is no failure', () => {
  expect(networkOf(undefined)).toBe('gone')
})
