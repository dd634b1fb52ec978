import { expect, test } from 'vitest'
import { formatAmount } from './format-amount.ts'

test.each([
  ['1200 THB', '฿1,200', '฿1,200'],
  ['49.5 EUR', '€49.50', '€49.50'],
  ['3-5 d', '3–5 days', '3-5 วัน'],
  ['1 h', '1 hour', '1 ชั่วโมง'],
  ['2 wk', '2 weeks', '2 สัปดาห์'],
  ['10 %', '10 %', '10 %'],
  ['09:00', '09:00', '09:00'],
])('%s is written as %s and %s', (amount, english, thai) => {
  expect([formatAmount('en', amount), formatAmount('th', amount)]).toEqual([english, thai])
})
