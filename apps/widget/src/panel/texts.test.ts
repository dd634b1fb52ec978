import { expect, test } from 'vitest'
import { texts } from './texts.ts'

test('the names that pages and tests rely on', () => {
  expect([texts.en.message, texts.en.send, texts.en.talkToPerson]).toEqual(['Message', 'Send', 'Talk to a person'])
  expect([texts.th.message, texts.th.send, texts.th.talkToPerson]).toEqual(['ข้อความ', 'ส่ง', 'คุยกับเจ้าหน้าที่'])
})

test('Thai is Thai throughout', () => {
  for (const [name, text] of Object.entries(texts.th)) {
    if (typeof text === 'string') expect(text, name).toMatch(/[\u0e00-\u0e7f]/)
  }
  expect(Object.keys(texts.th.problems)).toEqual(Object.keys(texts.en.problems))
})
