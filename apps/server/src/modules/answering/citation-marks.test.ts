import { expect, test } from 'vitest'
import { marksIn, readMark, withoutMarks } from './citation-marks.ts'

test.each([
  ['[1]', [[1, null]]],
  ['[ 2 ]', [[2, null]]],
  ['【3】', [[3, null]]],
  [
    '[1, 2]',
    [
      [1, null],
      [2, null],
    ],
  ],
  ['[Source 4]', [[4, null]]],
  ['[1: "open daily"]', [[1, 'open daily']]],
  ['[1: “open daily”]', [[1, 'open daily']]],
  ['[1: open daily]', [[1, 'open daily']]],
  ['[1: "he said "yes" to me"]', [[1, 'he said "yes" to me']]],
  ['[1: "a [b] c"]', [[1, 'a [b] c']]],
  [
    '[1: "open daily"; 2: "closed on Monday"]',
    [
      [1, 'open daily'],
      [2, 'closed on Monday'],
    ],
  ],
  ['[1: "เปิดทุกวัน"]', [[1, 'เปิดทุกวัน']]],
])('%s is read', (text, cites) => {
  const [mark] = marksIn(`Before ${text} after`)
  expect(mark?.cites.map(({ number, words }) => [number, words])).toEqual(cites)
  expect(withoutMarks(`Before ${text} after`)).toBe('Before after')
})

test.each(['[a link](https://x.example)', '[]', '[note]', 'no bracket', '[1 thing]'])('%s is no mark', (text) => {
  expect(marksIn(text)).toEqual([])
})

test.each(['[', '[1', '[1:', '[1: "open', '[1: "open" ', '[sour'])('%s may become one', (text) => {
  expect(readMark(text, 0)).toBe('open')
})

test('what stays open for too long is none', () => {
  expect(readMark(`[1: "${'x'.repeat(1300)}`, 0)).toBeNull()
})
