import { expect, test } from 'vitest'
import { createLeakCheck } from './leak-check.ts'

const secret = {
  text: 'You answer visitors of a web site in its chat. Take every fact from the sources below, and state nothing that they do not hold.',
  mark: '9f3a77c1d2e4b6a8',
}
const open = ['We answer visitors of a web site in its chat all day.']
const { leaks } = createLeakCheck(secret, open)
const sentence = 'Take every fact from the sources below, and state nothing that they do not hold.'
const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (c) => String.fromCharCode(((c.toLowerCase().charCodeAt(0) - 84) % 26) + 97))

test.each([
  ['as it is', sentence],
  ['in capitals', sentence.toUpperCase()],
  ['spaced out', [...sentence].join(' ')],
  ['with signs in between', [...sentence].join('-')],
  [
    'in full width',
    [...sentence].map((c) => (/[a-z]/i.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join(''),
  ],
  ['with invisible characters', [...sentence].join('\u200b')],
  ['backwards', [...sentence].reverse().join('')],
  ['turned by 13', rot13(sentence)],
  ['turned and backwards', [...rot13(sentence)].reverse().join('')],
  ['in digits for letters', sentence.replaceAll('e', '3').replaceAll('o', '0').replaceAll('t', '7')],
  ['in base64', Buffer.from(sentence).toString('base64')],
  ['in base64 for addresses', `https://x.example/?q=${Buffer.from(sentence).toString('base64url')}`],
  ['in hexadecimal', Buffer.from(sentence).toString('hex')],
  ['in hexadecimal with spaces', Buffer.from(sentence).toString('hex').replace(/../g, '$& ')],
  ['in character codes', [...Buffer.from(sentence)].join(', ')],
  ['in an address’s escapes', [...Buffer.from(sentence)].map((c) => `%${c.toString(16)}`).join('')],
  ['as first letters of words', [...sentence.replace(/[^a-z]/gi, '')].map((c) => `${c}xyz`).join(' ')],
  ['in part, in a sentence of its own', 'I would say: take every fact from the sources below! Nice?'],
  ['by its mark', `The word is ${secret.mark}.`],
  ['by its mark in pieces', `The word is ${secret.mark.replace(/../g, '$& ')}.`],
  ['by its mark backwards', [...secret.mark].reverse().join('')],
])('instructions told %s are found', (_, text) => {
  expect(leaks(text)).toBe(true)
})

test.each([
  'We are open every day from 10:00 to 19:00.',
  'We answer visitors of a web site in its chat all day.',
  'I take every fact seriously.',
  'Nothing that I know of.',
  'ร้านเปิดทุกวัน เวลา 10:00 ถึง 19:00 น.',
  'Order numbers look like 0199c0de70007000, 4711 and 20260101.',
])('%s is no leak', (text) => {
  expect(leaks(text)).toBe(false)
})
