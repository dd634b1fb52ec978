import { expect, test } from 'vitest'
import { fuse } from './fusion.ts'

test('what several lists find comes before what one finds, and what one alone finds stays in', () => {
  const fused = fuse([
    { ids: ['a', 'b', 'c'], weight: 1 },
    { ids: ['d', 'b', 'e'], weight: 1 },
  ])
  expect(fused[0]).toBe('b')
  expect(fused.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('a list of more weight decides', () => {
  const lists = (weight: number) => [
    { ids: ['a', 'b'], weight: 1 },
    { ids: ['b', 'a'], weight },
  ]
  expect(fuse(lists(2))[0]).toBe('b')
  expect(fuse(lists(0.5))[0]).toBe('a')
})

test('an empty list changes nothing', () => {
  const list = { ids: ['a', 'b'], weight: 1 }
  expect(fuse([list, { ids: [], weight: 9 }])).toEqual(fuse([list]))
})
