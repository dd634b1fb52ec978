import { expect, test } from 'vitest'
import { isNarrowed, readSearch } from './search-filter.ts'

const id = '0199c0de-7000-7000-8000-000000000001'

test('what an address says is taken, and what makes no sense is left out', () => {
  const filter = {
    q: 'ถ้วย',
    from: '2026-11-01',
    author: 'ai',
    member: id,
    label: id,
    provider: 'builtin',
    kind: 'visitors',
  }
  expect(readSearch(filter)).toEqual(filter)
  expect(
    readSearch({
      q: '',
      kind: 'messages',
      from: 'yesterday',
      author: 'nobody',
      member: 'me',
      provider: '../x',
      widget: 7,
      label: 'Refunds',
    }),
  ).toEqual({})
})

test('an order number that the address took for a number is words again', () => {
  expect(readSearch({ q: 20391 })).toEqual({ q: '20391' })
})

test('words and kind narrow nothing down, filters do', () => {
  expect(isNarrowed({ q: 'cup', kind: 'knowledge' })).toBe(false)
  expect(isNarrowed({ q: 'cup', until: '2026-11-01' })).toBe(true)
})
