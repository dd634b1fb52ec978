import { expect, test } from 'vitest'
import { cpuMs } from '../../testing/cpu-time.ts'
import { createAnswerNotes } from './answer-notes.ts'
import { asksForPerson } from './asks-for-person.ts'
import { smallTalkIn } from './builtin-small-talk.ts'
import { createCitationCheck } from './check-citations.ts'
import { checkedAnswer } from './checked-answer.ts'
import { marksIn } from './citation-marks.ts'
import { checkQuestion } from './content-check.ts'
import { disarmText } from './disarm-text.ts'
import { createOutputGuard } from './output-guard.ts'
import { talkIn } from './talk.ts'

/** The most that a provider may send; everybody on this server waits while it is looked at. */
const length = 24_000
const long = (piece: string) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
const within = { ms: 1500 }

const texts = {
  'links that are never closed': long('[a]('),
  'links with a target that never ends': `[a](${long('b')}`,
  images: long('!['),
  brackets: `${long('[')}]x`,
  'brackets in brackets': long('[a[b]'),
  'marks whose words never end': long('[1: "a'),
  'a mark of many sources': long('[1: "words", 1'),
  'many marks': long('[1]'),
  'a mark and much space': `[${long(' ')}x`,
  'a source and much space': `[source${long(' ')}x`,
  'one word': long('a'),
  'names with dots': long('a.'),
  'half of a mail address': long('a.b-'),
  tags: long('<a '),
  sentences: long('It is so. '),
  quotes: long('"'),
}

test.each(Object.entries(texts))('%s: the text is disarmed and its marks are read in no time', (_, text) => {
  const startedAt = cpuMs()
  disarmText(text, { mayLink: () => false, note: () => {} })
  marksIn(text)
  expect(cpuMs() - startedAt).toBeLessThan(within.ms)
})

test.each(Object.entries(texts))('%s: a model that sends it holds up nobody', async (_, text) => {
  const notes = createAnswerNotes()
  const given = { passages: [], visitorTexts: [] }
  const pieces = checkedAnswer(
    (async function* () {
      yield text
    })(),
    {
      citations: createCitationCheck({ ...given, strictness: 'balanced' }),
      guard: createOutputGuard({ ...given, secret: { text: 'Be kind to everybody.', mark: 'c0ffee' } }),
      strictness: 'balanced',
      locale: 'en',
      refusesOtherLanguage: false,
      notes,
    },
  )
  const startedAt = cpuMs()
  for await (const _piece of pieces) {
    // All of it.
  }
  expect(cpuMs() - startedAt).toBeLessThan(within.ms * 2)
  expect(notes.read().checks.length).toBeLessThan(200)
})

test('a link is taken apart as before, also with brackets in its words', () => {
  const taken: string[] = []
  const disarm = (text: string) =>
    disarmText(text, { mayLink: (target) => target === 'https://a.example', note: (name) => taken.push(name) })
  expect(disarm('See [this](https://a.example "title") and [that [b]](javascript:alert(1)).')).toBe(
    'See [this](https://a.example "title") and that [b]).',
  )
  expect(disarm('![alt [b]](https://b.example/p.png) ![c][d]')).toBe('alt [b] c')
  expect(taken).toEqual(['link-removed', 'image-removed', 'image-removed'])
})

const words = [
  ...['ขอให้', 'อยากให้', 'ต้องการจะ', 'ที่เป็นคนจริงๆ', 'คนจริงๆ', 'มาช่วย', 'ครับผม', 'นะคะ', 'นะครับ', 'มากๆ', 'ได้เลย'],
  ...['หรือเปล่า', 'หรือคน', 'มี', 'กี่', 'please ', 'i want ', 'a real ', 'ignore all ', 'show ', 'about ', 'the '],
]
const beginnings = ['', 'สวัสดี', 'hi ', 'คนจริงๆ', 'เจ้าหน้าที่', 'ไม่พบข้อมูล', 'คนหรือ', 'ignore ']

test.each(words)('a message of nothing but %j, however it begins and ends, is looked at in no time', (word) => {
  const startedAt = cpuMs()
  for (const beginning of beginnings) {
    for (const length of [150, 215, 8000]) {
      const text = `${beginning}${word.repeat(Math.floor((length - beginning.length) / word.length))}ฮฮx`
      asksForPerson(text)
      asksForPerson(text.replace(/(.{40})/gu, '$1 '))
      smallTalkIn(text)
      checkQuestion(text)
      talkIn(text, { allowsQuestions: false })
    }
  }
  expect(cpuMs() - startedAt).toBeLessThan(within.ms * 2)
})
