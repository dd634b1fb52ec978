import { expect, test } from 'vitest'
import { endOfSentence, looksFinished } from './split-answer.ts'

/** The sentences of a text that comes in pieces of some size. */
function split(text: string, size: number): string[] {
  const found: string[] = []
  let rest = ''
  for (let at = 0; at < text.length; at += size) {
    rest += text.slice(at, at + size)
    for (let end = endOfSentence(rest); end !== undefined; end = endOfSentence(rest)) {
      found.push(rest.slice(0, end))
      rest = rest.slice(end)
    }
  }
  return [...found, ...(rest ? [rest] : [])]
}

test.each([
  ['We open at ten. We close at seven.', ['We open at ten. ', 'We close at seven.']],
  ['We open at ten [1: "from 10:00"]. We close. Bye!', ['We open at ten [1: "from 10:00"]. ', 'We close. ', 'Bye!']],
  ['We open at ten. [1: "A. B."] We close.', ['We open at ten. [1: "A. B."] ', 'We close.']],
  ['We open [1: "x y z"][2: "a b c"] today.', ['We open [1: "x y z"][2: "a b c"] ', 'today.']],
  ['It costs 1.5 baht, e.g. for tea. Yes.', ['It costs 1.5 baht, e.g. for tea. ', 'Yes.']],
  ['- One\n- Two\n\nThree', ['- One\n', '- Two\n\n', 'Three']],
  ['1. First thing\n2. Second', ['1. First thing\n', '2. Second']],
  ['ร้านเปิดทุกวันค่ะ ปิดวันจันทร์ค่ะ', ['ร้านเปิดทุกวันค่ะ ', 'ปิดวันจันทร์ค่ะ']],
  ['ร้านเปิดทุกวัน [1: "เปิดทุกวัน"] ปิดดึก [2: "ปิดตีสอง"]', ['ร้านเปิดทุกวัน [1: "เปิดทุกวัน"] ', 'ปิดดึก [2: "ปิดตีสอง"]']],
])('%j is the same sentences however it comes', (text, sentences) => {
  for (const size of [1, 2, 3, 7, 1000]) {
    const found = split(text, size)
    // The full stop behind a mark may come on its own when the mark was let through before it.
    expect(found.join('')).toBe(text)
    if (size === 1000) expect(found).toEqual(sentences)
  }
})

test('a sentence with its mark is let through at once, one without waits for what follows', () => {
  expect(endOfSentence('We open at ten [1: "from 10:00"].')).toBe(33)
  expect(endOfSentence('We open at ten.')).toBeUndefined()
  expect(endOfSentence('We open at ten. ')).toBeUndefined()
  expect(endOfSentence('We open at ten. W')).toBe(16)
  expect(endOfSentence('We open at ten. [')).toBeUndefined()
})

test('what never ends is cut', () => {
  expect(endOfSentence('word '.repeat(200))).toBeLessThanOrEqual(1000)
})

test.each([
  ['One moment.', true],
  ['One moment', false],
  ['It costs 10.', false],
  ['It costs approx.', false],
  ['Hello!', true],
])('%j looks finished: %s', (text, isFinished) => {
  expect(looksFinished(text)).toBe(isFinished)
})
