import { expect, test } from 'vitest'
import { excerptOf, findWanted, normalise, termsOfText, wantedIn } from './index.ts'
import { normalisePlaced } from './placed.ts'

const marked = (text: string, query: string, isUnfinished = false) =>
  findWanted(text, wantedIn(query, { isUnfinished }))?.map(({ start, end }) => text.slice(start, end)) ?? null

/** Whether a text would be looked at for a query at all. */
const isCandidate = (text: string, query: string) => {
  const terms = new Set(termsOfText(text))
  return wantedIn(query).every((one) => one.terms.every((term) => terms.has(term)))
}

test.each([
  ['Thai in mid-word', 'อยากทราบค่าจัดส่งไปเชียงใหม่', 'ดส่งไป', ['ดส่งไป']],
  ['words that stand apart', 'ค่าส่งไปเชียงใหม่เท่าไหร่', 'ค่าส่งเชียงใหม่', ['ค่าส่ง', 'เชียงใหม่']],
  ['one spelling of what looks the same', 'ขอเเก้วนํ้า ๑,๒๐๐ ใบ', 'แก้วน้ำ 1200', ['เเก้วนํ้า', '๑,๒๐๐']],
  ['a word of one letter with its marks', 'มีสีไหม', 'สี', ['สี']],
  ['forms of a word', 'You shipped two boxes; shipping was free.', 'ship box', ['shipped', 'boxes', 'shipping']],
  ['capitals, width and accents', 'Le ＣＡＦＥ est un café', 'Cafe', ['ＣＡＦＥ', 'café']],
  ['Chinese, also one letter', '请问有没有茶叶', '茶', ['茶']],
  ['Japanese in mid-word', '日本語で話せますか', '本語で', ['本語で']],
  ['Russian', 'Когда придёт посылка?', 'посылк', ['посылк']],
  ['letters drawn out', 'ขอบคุณมากกกกค่ะ', 'มากค่ะ', ['มากกกกค่ะ']],
])('finds %s, and marks it in the original', (_what, text, query, expected) => {
  expect(marked(text, query)).toEqual(expected)
  expect(isCandidate(text, query)).toBe(true)
})

test.each([
  ['another word with the same beginning', 'A shipment', 'ship'],
  ['another tone', 'ข่าวดี', 'ข้าว'],
  ['a number that only contains it', 'Order 120045', '1200'],
  ['one of two words', 'shipping to Japan', 'shipping Laos'],
])('does not find %s', (_what, text, query) => {
  expect(marked(text, query)).toBeNull()
})

test('an unfinished last word may go on, a finished one not', () => {
  expect(marked('Please refund me', 'please refun', true)).toEqual(['Please', 'refund'])
  expect(marked('Please refund me', 'please refun')).toBeNull()
  expect(marked('Please refund me', 'pleas refund', true)).toBeNull()
  expect(termsOfText('refund')).toContain(wantedIn('refun', { isUnfinished: true })[0]?.terms[0])
})

test('a query without a word asks for nothing', () => {
  expect(wantedIn(' ?! … ๆ ')).toEqual([])
})

test('what is looked through for marks is what is compared', () => {
  const texts = [
    'นํ้าา เเก้ว สวยมากกก ๆๆ',
    'Café Ｅ\u0301 ﬁne \u200Bน\u200Bา',
    'ท่ี ๑๒๓',
    '한글 \u1112\u1161\u11AB 😀👍🏽',
    '“don’t”',
  ]
  for (const text of texts) {
    const placed = normalisePlaced(text)
    expect(placed.text).toBe(normalise(text).replaceAll('ๆ', ''))
    expect(placed.starts).toHaveLength(placed.text.length)
    expect(placed.ends.every((end, at) => end > placed.starts[at]! && end <= text.length)).toBe(true)
  }
})

test('an excerpt begins near what was found, tears nothing apart and keeps the marks in place', () => {
  const text = `${'ก่อนหน้านี้'.repeat(40)} refund ${'ต่อจากนี้'.repeat(40)}`
  const found = findWanted(text, wantedIn('refund')) ?? []
  const { text: part, highlights } = excerptOf(text, found)
  expect(highlights.map(({ start, end }) => part.slice(start, end))).toEqual(['refund'])
  expect(part).toMatch(/^….*…$/)
  expect(part.slice(1)).not.toMatch(/^\p{M}/u)
  expect(part.length).toBeLessThan(280)
  expect(excerptOf('short', [{ start: 0, end: 5 }])).toEqual({ text: 'short', highlights: [{ start: 0, end: 5 }] })
})
