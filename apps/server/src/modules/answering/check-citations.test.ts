import { expect, test } from 'vitest'
import type { RetrievedPassage } from '../knowledge/index.ts'
import { createCitationCheck, type Strictness } from './check-citations.ts'

const passage = (passageId: string, title: string, text: string): RetrievedPassage => ({
  passageId,
  entryId: passageId,
  documentId: null,
  title,
  heading: title,
  text,
  url: null,
  locale: /[\u0E00-\u0E7F]/.test(text) ? 'th' : 'en',
  rank: 'normal',
  changedAt: new Date(0),
  about: '',
  amounts: [],
  score: 0.9,
  evidence: { units: [] } as unknown as RetrievedPassage['evidence'],
})
const passages = [
  passage(
    'p1',
    'When are you open?',
    'We are open every day from 10:00 to 19:00. On public holidays we close at 15:00.',
  ),
  passage(
    'p2',
    'Delivery',
    'Delivery within Thailand takes 2 to 3 days and costs 60 baht. Orders over 1,500 baht are delivered free of charge.',
  ),
  passage('p3', 'คืนสินค้า', 'คืนสินค้าได้ภายใน 14 วัน หากสินค้ายังไม่ใช้งาน ค่าส่งกลับลูกค้าเป็นผู้จ่าย'),
]

const checkOf = (strictness: Strictness, visitorTexts: string[] = []) =>
  createCitationCheck({ passages, visitorTexts, strictness })

/** What is shown of a sentence, or null. */
function shown(strictness: Strictness, sentence: string, visitorTexts: string[] = []) {
  const check = checkOf(strictness, visitorTexts)
  const verdict = check.judge(sentence)
  for (const { passageId, quote } of check.citations()) {
    expect(passages.find((one) => one.passageId === passageId)?.text).toContain(quote)
  }
  return verdict.isShown ? verdict.text : null
}

test.each([
  ['We open at 10:00 every day [1: "open every day from 10:00"].', 'We open at 10:00 every day [1].'],
  [
    'We open at 10 in the morning, every day [1: "every day from 10:00"].',
    'We open at 10 in the morning, every day [1].',
  ],
  ['On holidays we close at 3 pm [1: "we close at 15:00"].', 'On holidays we close at 3 pm [1].'],
  [
    'Delivery takes 2 to 3 days [2: "takes 2 to 3 days"] and is free over 1500 baht [2: "Orders over 1,500 baht"].',
    'Delivery takes 2 to 3 days [1] and is free over 1500 baht [1].',
  ],
  ['คืนได้ใน ๑๔ วัน [3: "คืนสินค้าได้ภายใน 14 วัน"]', 'คืนได้ใน ๑๔ วัน [1]'],
  ['You can return goods within 14 days [3: "คืนสินค้าได้ภายใน 14 วัน"].', 'You can return goods within 14 days [1].'],
  ['เปิดทุกวัน 10:00 ถึง 19:00 [1: "open every day from 10:00 to 19:00"]', 'เปิดทุกวัน 10:00 ถึง 19:00 [1]'],
])('a sentence with the words that prove it is shown, strictly and not: %s', (sentence, text) => {
  expect(shown('strict', sentence)).toBe(text)
  expect(shown('balanced', sentence)).toBe(text)
})

test.each([
  ['a source that was never given', 'We open at midnight [7: "open at midnight"].'],
  ['words that stand in no source', 'We are closed on Mondays [1: "closed on Mondays"].'],
  ['words of another source', 'Breakfast is served until noon [1: "costs 60 baht"].'],
  ['true words under a sentence about something else', 'The moon is made of cheese [1: "open every day from 10:00"].'],
  ['true words under a changed figure', 'We are open every day from 8:00 [1: "open every day"].'],
  ['true words under a changed price', 'Delivery within Thailand costs 40 baht [2: "Delivery within Thailand"].'],
  ['a number alone, with nothing of it in the source', 'We sell used cars [2].'],
  ['Thai words that stand nowhere', 'คืนสินค้าได้ภายใน 90 วัน [3: "ภายใน 90 วัน"]'],
  ['true Thai words under a changed figure', 'คืนสินค้าได้ภายใน 30 วัน [3: "คืนสินค้าได้ภายใน"]'],
  ['no source at all', 'Our founder was born in Paris.'],
])('a sentence with %s is not shown, strictly or not', (_, sentence) => {
  expect(shown('strict', sentence)).toBeNull()
  expect(shown('balanced', sentence)).toBeNull()
})

test.each([
  [
    'has no mark but stands in a source',
    'We are open every day from 10:00 to 19:00.',
    'We are open every day from 10:00 to 19:00.',
  ],
  [
    'has the right number without words',
    'We are open every day from 10:00 [1].',
    'We are open every day from 10:00 [1].',
  ],
  [
    'has the wrong number',
    'Delivery within Thailand takes 2 to 3 days [1: "takes 2 to 3 days"].',
    'Delivery within Thailand takes 2 to 3 days [1].',
  ],
  [
    'copied the words wrongly',
    'Delivery within Thailand costs 60 baht [2: "it is sixty baht"].',
    'Delivery within Thailand costs 60 baht [1].',
  ],
])(
  'a true sentence that %s is shown with its own source where it is balanced, and not where it is strict',
  (_, sentence, text) => {
    expect(shown('balanced', sentence)).toBe(text)
    expect(shown('strict', sentence)).toBeNull()
  },
)

test('of two marks the false one goes, and the sentence stays where it is balanced', () => {
  const sentence = 'Delivery costs 60 baht [2: "costs 60 baht"] [9: "sixty"].'
  expect(shown('balanced', sentence)).toBe('Delivery costs 60 baht [1].')
  expect(shown('strict', sentence)).toBeNull()
})

test('figures that the visitor wrote may be said back', () => {
  const sentence = 'Your order of 1,720 baht is delivered free of charge [2: "delivered free of charge"].'
  expect(shown('strict', sentence)).toBeNull()
  expect(shown('strict', sentence, ['I ordered for 1720 baht'])).not.toBeNull()
})

test('sources are numbered in the order in which they are used, each once', () => {
  const check = checkOf('strict')
  check.judge('Delivery costs 60 baht [2: "costs 60 baht"].')
  check.judge('We open at 10:00 every day [1: "every day from 10:00"].')
  const again = check.judge('Delivery takes 2 to 3 days [2: "2 to 3 days"].')
  expect(again).toMatchObject({ isShown: true, text: 'Delivery takes 2 to 3 days [1].' })
  expect(check.citations().map(({ number, passageId }) => [number, passageId])).toEqual([
    [1, 'p2'],
    [2, 'p1'],
  ])
})

test('a mark that comes after its sentence was shown counts for that sentence', () => {
  const check = checkOf('balanced')
  check.judge('We open at 10:00 every day [1: "every day from 10:00"].')
  expect(check.judge(' [1: "from 10:00 to 19:00"]')).toMatchObject({ isShown: true, text: ' [1]' })
  expect(check.judge(' [2: "costs 60 baht"]').isShown).toBe(false)
})

test('a line that leads to a list is shown, a list item without a source is not', () => {
  const check = checkOf('strict')
  expect(check.judge('**Delivery within Thailand:**\n').isShown).toBe(true)
  expect(check.judge('- By helicopter\n').isShown).toBe(false)
  expect(check.judge('- Takes 2 to 3 days [2: "takes 2 to 3 days"]\n').isShown).toBe(true)
})
