import { expect, test } from 'vitest'
import { groupOf } from './question-groups.ts'
import { binEndsMs, binOf, quantileMs } from './time-bins.ts'

const group = (text: string) => groupOf('w1', text)

test('alike questions are one group, in other words, another order, another language', () => {
  const alike = [
    ['What does delivery cost?', 'How much is shipping?', 'ค่าส่งเท่าไหร่คะ', 'ค่าจัดส่งคิดยังไงครับ'],
    ['How long does a refund take?', 'When do I get my refund?', 'คืนเงินใช้เวลากี่วัน', 'จะได้เงินคืนเมื่อไหร่คะ'],
  ]
  const groups = alike.map((questions) => new Set(questions.map(group)))
  expect(groups.map(({ size }) => size)).toEqual([1, 1])
  expect(groups[0]).not.toEqual(groups[1])
})

test('thanks and greetings are none; a group says nothing of what was asked, and is another one elsewhere', () => {
  for (const text of ['Thank you!', 'hello', 'ok thanks', 'ขอบคุณค่ะ', 'สวัสดีค่ะ', '', '👍']) expect(group(text)).toBeNull()
  expect(group('Where does Somchai live?')).toMatch(/^[0-9a-f]{16}$/)
  expect(groupOf('w2', 'How much is shipping?')).not.toBe(group('How much is shipping?'))
})

test('times fall into ranges that rise; medians lie within the range that holds the middle', () => {
  expect(binEndsMs).toEqual(binEndsMs.toSorted((a, b) => a - b))
  expect([0, 500, 501, 48 * 3600_000, 48 * 3600_000 + 1].map(binOf)).toEqual([
    0,
    0,
    1,
    binEndsMs.length - 1,
    binEndsMs.length,
  ])
  expect(quantileMs([], 0.5)).toBeNull()
  const counts = binEndsMs.map(() => 0)
  counts[binOf(2500)] = 10
  expect(quantileMs(counts, 0.5)).toBe(2500)
  counts[binOf(60_000)] = 90
  expect(quantileMs(counts, 0.9)).toBeGreaterThan(45_000)
  expect(quantileMs(counts, 0.9)).toBeLessThanOrEqual(60_000)
})
