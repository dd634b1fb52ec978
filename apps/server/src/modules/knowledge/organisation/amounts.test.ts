import { expect, test } from 'vitest'
import { amountsOf, contradiction, topicOf } from './amounts.ts'

test('amounts are the same however they are written, in English and Thai', () => {
  expect(amountsOf('It costs 1,200 baht, ฿1200 or ๑,๒๐๐ บาท; 10 % off.')).toEqual(['10 %', '1200 THB'])
  expect(amountsOf('$5 or 5.00 USD, in 3–5 business days or within 2 ชั่วโมง')).toEqual(['2 h', '3-5 d', '5 USD'])
  expect(amountsOf('From 9 am to 7 pm, not 12:30')).toEqual(['09:00', '12:30', '19:00'])
  expect(amountsOf('Call 02-123-4567, model X200, order 5 cups')).toEqual([])
})

test('two texts contradict each other where each states an amount of a kind that the other does not', () => {
  expect(contradiction(['50 THB'], ['60 THB'])).toEqual({ ours: ['50 THB'], theirs: ['60 THB'] })
  expect(contradiction(['1000 THB', '50 THB'], ['1000 THB', '60 THB'])).toEqual({
    ours: ['50 THB'],
    theirs: ['60 THB'],
  })
  expect(contradiction(['50 THB'], ['100 THB', '50 THB'])).toBe(null)
  expect(contradiction(['50 THB'], ['3 d'])).toBe(null)
  expect(contradiction([], [])).toBe(null)
})

test('a topic is what is asked about, whatever the order and the small words', () => {
  expect(topicOf('How much is shipping?')).toBe(topicOf('Shipping: how much?'))
  expect(topicOf('ค่าส่งเท่าไหร่')).toBe(topicOf('ค่าส่งเท่าไร'))
  expect(topicOf('How much is shipping to Japan?')).not.toBe(topicOf('How much is shipping?'))
  expect(topicOf('Prices')).toBe('')
})

test.each([
  ['ค่าเทอมประถม', 'ค่าเทอมมัธยม'],
  ['เบี้ยผู้สูงอายุ', 'เบี้ยคนพิการ'],
  ['How much is a bandana?', 'How much is a shawl?'],
  ['Price of a bicycle per day', 'Price of a bicycle per week'],
])('%s and %s are near to each other, and two topics', (one, other) => {
  expect(topicOf(one)).not.toBe(topicOf(other))
})
