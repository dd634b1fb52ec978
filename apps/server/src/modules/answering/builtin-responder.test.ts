import { describe, expect, test } from 'vitest'
import { detectLocale } from '../../platform/text/index.ts'
import { type CorpusPassage, sampleCorpus, searchIn } from '../knowledge/memory-corpus.fixture.ts'
import { measure, measureTuning } from './builtin-measure.fixture.ts'
import { answerFromPassages } from './builtin-responder.ts'

const corpus = sampleCorpus()
const search = searchIn(corpus)
const topicOf = new Map(corpus.map((passage) => [passage.passageId, passage.topic]))
const ask = (question: string, earlier: string[] = []) =>
  answerFromPassages(question, search(question, earlier), detectLocale(question))
const topicsFor = (question: string, earlier: string[] = []) =>
  ask(question, earlier).citations.map(({ passageId }) => topicOf.get(passageId))

describe('over the sample shop', () => {
  const counted = measure(corpus, search, ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'])
  const stories = measureTuning(search)

  test.each(['english', 'thai'] as const)(
    'nearly every question in %s is answered from the right source',
    (language) => {
      const { asked, right, wrong } = counted[language]
      expect(right / asked, wrong.join('\n')).toBeGreaterThanOrEqual(0.86)
      expect(wrong.length / asked).toBeLessThanOrEqual(0.07)
    },
  )

  test('hardly any question without an answer is answered anyway', () => {
    expect(counted.answeredAnyway.length / 310, counted.answeredAnyway.join('\n')).toBeLessThanOrEqual(0.05)
  })

  test.each(['en', 'th'] as const)('and so are most indirect questions with a story around them in %s', (locale) => {
    const { asked, right, wrong } = stories[locale]
    expect(right / asked).toBeGreaterThanOrEqual(0.8)
    expect(wrong.length / asked, wrong.join('\n')).toBeLessThanOrEqual(0.11)
  })

  test.each([
    ['How long does shipping take?', 'shipping-domestic-time'],
    ['What are your opening hours?', 'opening-hours'],
    ['shipping cost', 'shipping-domestic-cost'],
    ['do you have parking', 'parking'],
    ['เปิดกี่โมง', 'opening-hours'],
    ['ค่าส่ง', 'shipping-domestic-cost'],
    ['ที่จอดรถ', 'parking'],
  ])('the plainest question is answered: %s', (question, topic) => {
    expect(topicsFor(question)).toContain(topic)
  })

  test('few near misses are answered', () => {
    expect(stories.answeredAnyway.length / stories.unanswerable, stories.answeredAnyway.join('\n')).toBeLessThanOrEqual(
      0.2,
    )
  })

  test('every quote stands in its passage letter by letter, and in the answer unless it is a row of a table', () => {
    const textOf = new Map(corpus.map((passage) => [passage.passageId, passage.text]))
    for (const { title } of corpus) {
      const { text, citations } = ask(title)
      for (const { passageId, quote } of citations) {
        expect(textOf.get(passageId)).toContain(quote)
        if (!quote.startsWith('|')) expect(text).toContain(quote)
      }
    }
  })
})

test('a question is answered in the language that it is asked in', () => {
  expect(ask('how much is the teapot').text).toMatch(/baht/)
  expect(ask('กาน้ำชาราคาเท่าไรคะ').text).toMatch(/บาท/)
})

test('two questions at once get two sources, one question gets one', () => {
  expect(topicsFor('When is the store open? And is there parking?').sort()).toEqual(['opening-hours', 'parking'])
  expect(topicsFor('Are you open on Saturday and Sunday?')).toHaveLength(1)
})

test('what is known is answered and what is not is said to be unknown', () => {
  const { text, citations, offersPerson } = ask('Is there parking? And do you have submarines?')
  expect(citations.map(({ passageId }) => topicOf.get(passageId))).toEqual(['parking'])
  expect(text).toContain('found nothing')
  expect(offersPerson).toBe(true)
})

test('a follow-up is understood by what was asked before', () => {
  expect(topicsFor('and to Japan?', ['How much is shipping?'])).toEqual(['shipping-international-cost'])
  expect(topicsFor('แล้วญี่ปุ่นล่ะคะ', ['ค่าส่งเท่าไหร่'])).toEqual(['shipping-international-cost'])
})

test('nothing found is said in the visitor’s language, with the offer of a person', () => {
  expect(ask('Do you ship pianos to Mars?')).toEqual({
    text: 'Sorry, I found nothing about that in our information. Would you like to talk to a person?',
    citations: [],
    offersPerson: true,
  })
  expect(ask('ขายอาหารแมวไหม')).toMatchObject({
    citations: [],
    offersPerson: true,
    text: expect.stringMatching(/^ขออภัย/),
  })
  expect(answerFromPassages('Anything?', [], 'en').offersPerson).toBe(true)
})

test.each([
  ['hi', 'Hello'],
  ['Hello there!', 'Hello'],
  ['thanks a lot', 'welcome'],
  ['are you a bot?', 'automatic'],
  ['am i talking to a real person', 'automatic'],
  ['สวัสดีค่ะ', 'อัตโนมัติ'],
  ['ขอบคุณมากค่ะ', 'ยินดี'],
  ['เป็นบอทหรือคนคะ', 'อัตโนมัติ'],
])('%s gets a short line without a source', (message, expected) => {
  const { text, citations } = ask(message)
  expect(text).toContain(expected)
  expect(citations).toEqual([])
})

test('a greeting before a question does not hide the question', () => {
  expect(topicsFor('Hi! Where is your store?')).toEqual(['store-address'])
  expect(topicsFor('สวัสดีค่ะ ร้านเปิดกี่โมงคะ')).toEqual(['opening-hours'])
})

describe('from other knowledge', () => {
  const passage = (title: string, text: string, more: Partial<CorpusPassage> = {}): CorpusPassage => ({
    topic: title,
    passageId: title,
    entryId: title,
    documentId: null,
    documentTitle: null,
    title,
    text,
    locale: detectLocale(text),
    length: 0,
    url: null,
    siteId: null,
    rank: 'normal',
    changedAt: new Date(0),
    about: '',
    amounts: [],
    ...more,
  })
  const answerFrom = (passages: CorpusPassage[], question: string) =>
    answerFromPassages(question, searchIn(passages)(question), detectLocale(question))

  test('an answer is found among very few entries', () => {
    const few = [
      passage('When are you open?', 'Every day from 9 to 5.'),
      passage('Do you rent bikes?', 'Yes, 200 baht a day.'),
    ]
    expect(answerFrom(few, 'what are your opening hours').text).toBe('Every day from 9 to 5.')
    expect(answerFrom(few, 'bike rental price').text).toBe('Yes, 200 baht a day.')
    expect(answerFrom(few, 'do you have helicopters').citations).toEqual([])
  })

  test('a row of a table is said in words and quoted as it stands', () => {
    const table =
      '| Room | Beds | Price |\n| --- | --- | --- |\n| Blue room | 2 | 900 baht |\n| Green room | 4 | 1,500 baht |'
    const rooms = [
      passage('Rooms', table, { entryId: null, documentId: 'd' }),
      passage('Breakfast', 'Served from seven.'),
    ]
    const { text, citations } = answerFrom(rooms, 'how much is the green room')
    expect(text).toBe('Green room – Beds: 4, Price: 1,500 baht')
    expect(citations[0]?.quote).toBe('| Green room | 4 | 1,500 baht |')
  })

  test('of a long document the sentences that answer are quoted', () => {
    const filler = 'The valley is known for its quiet mornings and its long walks along the river. '.repeat(6)
    const text = `${filler}Dogs are welcome in the garden rooms for 300 baht a night. ${filler}`
    const guide = [passage('House guide', text.trim(), { entryId: null, documentId: 'd' })]
    const { citations } = answerFrom(guide, 'are dogs welcome in the rooms')
    expect(citations[0]?.quote).toContain('Dogs are welcome')
    expect(citations[0]?.quote.length).toBeLessThan(400)
  })
})
