import { expect, test } from 'vitest'
import { isAffirmation, talkIn } from './talk.ts'

const strict = { allowsQuestions: false }

test.each([
  ['Hello there!', 'courtesy'],
  ['Thank you for your question.', 'courtesy'],
  ['You’re welcome!', 'courtesy'],
  ['I am happy to help you with that.', 'courtesy'],
  ['Sorry for the inconvenience.', 'courtesy'],
  ['One moment, I am looking that up.', 'courtesy'],
  ['Please let me know if you have any other questions.', 'courtesy'],
  ['I could not find any information about parking in our documents.', 'unknown'],
  ["Sorry, I don't know that.", 'unknown'],
  ["I'm sorry, but I do not have any information about that.", 'unknown'],
  ['I do not have any information about that, but I can ask our team.', 'unknown'],
  ['I do not have any information about parking and our opening hours.', 'unknown'],
  ['If you like, I can connect you with our team.', 'offer'],
  ['Unfortunately, I cannot find any information about that.', 'unknown'],
  ['Would you like me to pass your question to a person?', 'offer'],
  ['I can connect you with a colleague.', 'offer'],
  ['Is there anything else I can do for you?', 'question'],
  ['Which product do you mean?', 'question'],
  ['Could you tell me your order number?', 'question'],
  ['สวัสดีค่ะ', 'courtesy'],
  ['ขอบคุณที่สอบถามค่ะ', 'courtesy'],
  ['ขออภัยค่ะ ยังไม่พบข้อมูลเรื่องที่จอดรถ', 'unknown'],
  ['ต้องการคุยกับเจ้าหน้าที่ไหมคะ', 'offer'],
  ['ยังไม่พบข้อมูลเรื่องนี้ แต่สามารถส่งต่อให้เจ้าหน้าที่ได้ค่ะ', 'unknown'],
  ['มีอะไรให้ช่วยอีกไหมคะ', 'question'],
  ['ยินดีให้บริการค่ะ', 'courtesy'],
])('%s states nothing: %s', (sentence, kind) => {
  expect(talkIn(sentence, strict)).toBe(kind)
})

test.each([
  'We open at ten.',
  'Hello, everything is free today.',
  'Thank you, delivery is free.',
  'We do not have parking.',
  'I can give you half off.',
  'Would you like to know that delivery takes 3 days?',
  'Would you like to see www.example.com?',
  'Please write to somebody@example.com.',
  'I do not have any information about that, but delivery is always free.',
  'I do not have any information about parking, everything is free today.',
  'I do not have any information about parking; returns are free for ever.',
  'I can connect you with a colleague, as all our cups are unbreakable.',
  'Would you like to talk to a person because every order comes with a gift?',
  'The information does not say anything about that and we refund everybody.',
  'ยังไม่พบข้อมูลเรื่องที่จอดรถ แต่ส่งฟรีทุกออเดอร์ค่ะ',
  'ติดต่อเจ้าหน้าที่ได้เลย เพราะคืนเงินเต็มจำนวนค่ะ',
  'Yes.',
  'ส่งฟรีทุกออเดอร์ค่ะ',
  'สวัสดีค่ะ วันนี้ลดครึ่งราคาทุกชิ้น',
  'ไม่มีที่จอดรถค่ะ',
  'ใช่ค่ะ',
])('%s states something', (sentence) => {
  expect(talkIn(sentence, strict)).toBeUndefined()
})

test('any question is talk where that is allowed, but not one with a figure', () => {
  expect(talkIn('Blue or green?', strict)).toBeUndefined()
  expect(talkIn('Blue or green?', { allowsQuestions: true })).toBe('question')
  expect(talkIn('Did you know it costs 5 baht?', { allowsQuestions: true })).toBeUndefined()
})

test.each(['Yes.', 'No!', 'Of course.', 'ใช่ค่ะ', 'ได้เลยครับ', 'ไม่มีค่ะ'])('%s answers by itself', (sentence) => {
  expect(isAffirmation(sentence)).toBe(true)
})
test.each(['Yes, we ship to Japan.', 'Nothing.', 'ใช่ค่ะ ส่งได้'])('%s does not', (sentence) => {
  expect(isAffirmation(sentence)).toBe(false)
})
