import { expect, test } from 'vitest'
import { moveItem } from './move-item.ts'

test('an item goes up or down to its new place, and not past the ends', () => {
  const items = ['a', 'b', 'c']
  expect(moveItem(items, 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moveItem(items, 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moveItem(items, 1, 1)).toEqual(items)
  expect(moveItem(items, 0, 9)).toEqual(['b', 'c', 'a'])
  expect(moveItem(items, 1, -1)).toEqual(['b', 'a', 'c'])
  expect(moveItem(items, 7, 0)).toEqual(items)
})
