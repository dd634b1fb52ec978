import { expect, test } from 'vitest'
import { endOf, markOf } from './key-end.ts'

const now = new Date('2026-11-25T12:00:00Z')

test('a key is about to end in its last seven days', () => {
  expect(endOf('2026-12-02T12:00:01Z', now)).toEqual({ state: 'far', days: 7 })
  expect(endOf('2026-12-02T12:00:00Z', now)).toEqual({ state: 'soon', days: 7 })
  expect(endOf('2026-11-26T11:00:00Z', now)).toEqual({ state: 'soon', days: 0 })
  expect(endOf('2026-11-25T12:00:00Z', now)).toEqual({ state: 'ended', days: 0 })
})

test('of a prefix the part is shown by which keys differ', () => {
  expect(markOf('mck_AZnA3gAAcACAAAAAAAAAAQ_k3v9q0xw')).toBe('mck_…_k3v9q0xw')
})
