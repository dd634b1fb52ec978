import { expect, test } from 'vitest'
import { parseAddresses } from './parse-addresses.ts'

test.each([
  ['a@example.com', ['a@example.com'], []],
  [
    ' A@Example.com, b@example.com;c@example.com\nd@example.com e@example.com ',
    ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.com`),
    [],
  ],
  ['Mali Suk <mali@example.com>, "S, J" <s@example.com>', ['mali@example.com', 's@example.com'], ['"S']],
  ['a@example.com, A@example.com', ['a@example.com'], []],
  ['a@example, nobody, b@example.com', ['b@example.com'], ['a@example', 'nobody']],
  [' , ;\n', [], []],
])('%s', (text, addresses, invalid) => {
  expect(parseAddresses(text)).toEqual({ addresses, invalid })
})
