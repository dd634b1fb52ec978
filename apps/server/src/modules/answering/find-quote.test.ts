import { expect, test } from 'vitest'
import { findQuote, likestSentence } from './find-quote.ts'

const english =
  'We are open every day from 10:00 to 19:00. On public holidays we close at 15:00. Parking costs 1,500 baht a month.'
const thai = 'ร้านเปิดทุกวัน เวลา ๑๐:๐๐ ถึง 19:00 น. วันหยุดนักขัตฤกษ์ปิดเร็วขึ้นครับ ส่งฟรีเมื่อซื้อครบ 500 บาท'

test.each([
  ['letter by letter', english, 'open every day from 10:00', 'We are open every day from 10:00 to 19:00.'],
  ['in other case and spacing', english, 'OPEN  every\nday FROM 10:00', 'We are open every day from 10:00 to 19:00.'],
  ['without a thousands separator', english, 'Parking costs 1500 baht', 'Parking costs 1,500 baht a month.'],
  ['in full width', english, 'ｏｐｅｎ　ｅｖｅｒｙ　ｄａｙ', 'We are open every day from 10:00 to 19:00.'],
  ['with Markdown around', english, '**open every day**', 'We are open every day from 10:00 to 19:00.'],
  ['with words left out', english, 'open every day … 19:00', 'We are open every day from 10:00 to 19:00.'],
  [
    'over two sentences',
    english,
    '19:00. On public holidays',
    'We are open every day from 10:00 to 19:00. On public holidays we close at 15:00.',
  ],
  ['a figure alone', english, '15:00', 'On public holidays we close at 15:00.'],
])('words copied %s are found, and shown as they stand in the passage', (_, passage, words, quote) => {
  expect(findQuote(passage, words)).toBe(quote)
})

test.each([
  ['without the spaces', 'ร้านเปิดทุกวันเวลา'],
  ['with Thai digits as Arabic ones', 'เวลา 10:00 ถึง 19:00'],
  ['with Arabic digits as Thai ones', 'ครบ ๕๐๐ บาท'],
  ['in the middle of a word', 'หยุดนักขัตฤกษ์ปิดเร็ว'],
  ['with sara am taken apart', 'ส่งฟรีเมื่อซื้อครบ'],
])('Thai words copied %s are found', (_, words) => {
  const quote = findQuote(thai, words)
  expect(quote).toBeDefined()
  expect(thai).toContain(quote)
})

test.each([
  ['stand nowhere', 'open all night long'],
  ['are in another order', '19:00 to 10:00 every day'],
  ['change one digit', 'from 10:00 to 20:00'],
  ['change a decimal', 'Parking costs 1.500 baht'],
  ['are too few to point at anything', 'we'],
  ['are punctuation', '…'],
  ['are nothing', ''],
  ['stand there in the wrong order around an ellipsis', '19:00 … 10:00'],
])('words that %s are not found', (_, words) => {
  expect(findQuote(english, words)).toBeUndefined()
})

test('a quote from a sentence that is too long to show is cut to the words themselves', () => {
  const long = `${'and so on '.repeat(60)}the glaze is food safe ${'and so on '.repeat(60)}`
  expect(findQuote(long, 'THE GLAZE is food safe')).toBe('the glaze is food safe')
})

test('the likest sentence is one of the passage, and never ends in half a character', () => {
  expect(likestSentence(english, 'When do you close on holidays?')).toBe('On public holidays we close at 15:00.')
  expect(likestSentence('😀'.repeat(200), 'x')).not.toMatch(/[\ud800-\udbff]$/)
})
