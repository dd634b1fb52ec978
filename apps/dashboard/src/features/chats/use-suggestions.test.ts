import { expect, test } from 'vitest'
import { wordBefore } from './use-suggestions.ts'

test('a word after a sign is offered for, at the beginning or after a space, in any script', () => {
  expect(wordBefore('/he', 3, '/')).toEqual({ from: 0, query: 'he' })
  expect(wordBefore('Look, @no', 9, '@')).toEqual({ from: 6, query: 'no' })
  expect(wordBefore('ดู @น้อย', 8, '@')).toEqual({ from: 3, query: 'น้อย' })
  expect(wordBefore('a\n@', 3, '@')).toEqual({ from: 2, query: '' })
})

test('an address, a path or a word that has ended is not', () => {
  expect(wordBefore('noi@example', 11, '@')).toBeNull()
  expect(wordBefore('https://a', 9, '/')).toBeNull()
  expect(wordBefore('@noi and', 8, '@')).toBeNull()
  expect(wordBefore('Hello', 5, '/')).toBeNull()
})
