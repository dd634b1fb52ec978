import { expect, test } from 'vitest'
import type { RetrievedPassage } from '../knowledge/index.ts'
import { createOutputGuard } from './output-guard.ts'

const text =
  'See https://www.shop.co.th/returns-policy or https://shop.example:8443/help. Write to care@shop.co.th. Our price list: www.shop.community/list'
const passage = { title: 'Contact', text, url: 'https://shop.example/contact' } as RetrievedPassage

const guard = () =>
  createOutputGuard({
    passages: [passage],
    visitorTexts: [],
    secret: { text: 'Be kind to everybody.', mark: 'c0ffee' },
  })

test.each([
  'See https://www.shop.co.th/returns-policy.',
  'See shop.co.th/returns-policy.',
  'See https://www.shop.co.th for more.',
  'See [our contacts](https://shop.example/contact).',
  'Write to care@shop.co.th!',
  'See www.shop.community/list, please.',
])('%s: an address of a source is shown', (sentence) => {
  expect(guard().check(sentence).text).toBe(sentence)
})

test.each([
  'See https://www.shop.co for more.',
  'See https://www.shop.co.th/returns for more.',
  'See https://shop.example:8 for more.',
  'See www.shop.com for more.',
  'See https://www.shooop.co.th/returns-policy.',
  'See hop.co.th/returns-policy for more.',
  'Write to care@shop.co!',
  'Write to are@shop.co.th!',
])('%s: the beginning or the end of one is another address', (sentence) => {
  expect(guard().check(sentence)).toMatchObject({ text: null, checks: [{ name: 'unknown-address' }] })
})

test('a link to the beginning of an address of a source keeps its words only', () => {
  expect(guard().check('See [the list](https://www.shop.com/list).').text).toBe('See the list.')
})
