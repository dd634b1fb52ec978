import { expect, test } from 'vitest'
import { factsIn, foldByRules, foldWith, gistText } from './chat-gist.ts'
import { clipToTokens, contextBudget, estimateTokens, planContext } from './context-budget.ts'
import type { Turn } from './responder.ts'

const visitor = (text: string, seq = 1): Turn => ({ author: 'visitor', text, seq })
const ai = (text: string, seq = 2): Turn => ({ author: 'ai', text, seq })

test('Thai counts for more tokens than English of the same length', () => {
  expect(estimateTokens('ร้านเปิดกี่โมงคะ')).toBeGreaterThan(estimateTokens('when do you open'))
  expect(estimateTokens('')).toBe(0)
})

test('a text is clipped to its tokens and no further', () => {
  expect(clipToTokens('short', 10)).toBe('short')
  const clipped = clipToTokens('ก'.repeat(5000), 100)
  expect(estimateTokens(clipped)).toBeLessThanOrEqual(101)
  expect(estimateTokens(clipped)).toBeGreaterThan(90)
})

test('a short chat is told whole', () => {
  const turns = Array.from({ length: 10 }, (_, at) => visitor(`Message ${at}`, at))
  expect(planContext(turns)).toEqual({ keep: turns, fold: [] })
})

test.each([
  ['many short ones', Array.from({ length: 70 }, (_, at) => visitor(`Message ${at}`, at))],
  ['long ones', Array.from({ length: 12 }, (_, at) => visitor('word '.repeat(400), at))],
  ['Thai ones', Array.from({ length: 30 }, (_, at) => visitor('สวัสดีค่ะ สอบถามเรื่องถ้วยเซรามิกหน่อย'.repeat(6), at))],
])('of %s the newest are kept within half of the room, the others are folded', (_, turns) => {
  const { keep, fold } = planContext(turns)
  expect(fold.length + keep.length).toBe(turns.length)
  expect(fold.map(({ seq }) => seq)).toEqual(turns.slice(0, fold.length).map(({ seq }) => seq))
  expect(keep.length).toBeGreaterThanOrEqual(2)
  const spent = keep.reduce((sum, { text }) => sum + estimateTokens(text), 0)
  expect(spent).toBeLessThanOrEqual(contextBudget.tokens)
  expect(planContext(keep).fold).toEqual([])
})

test('facts are what a visitor gave, in their own words', () => {
  const turns = [
    visitor('Hi! My name is Somchai. Do you ship abroad?'),
    ai('We ship to 12 countries.'),
    visitor('My order number is MC-20417. It came on 3 May.'),
    visitor('ส่งไปที่ 99/1 ถนนสุขุมวิท กรุงเทพ'),
    visitor('And is it nice?'),
  ]
  expect(factsIn(turns)).toEqual([
    'My name is Somchai.',
    'My order number is MC-20417.',
    'It came on 3 May.',
    'ส่งไปที่ 99/1 ถนนสุขุมวิท กรุงเทพ',
  ])
})

test('facts survive each folding, also when a model left them out', () => {
  const first = foldByRules(null, [visitor('My order number is MC-20417.')])
  const second = foldWith('They talked about cups.', first, [visitor('Call me at 081-234-5678.')])
  const third = foldByRules(second, [visitor('Do you have blue ones?')])
  expect(third.facts).toEqual(['My order number is MC-20417.', 'Call me at 081-234-5678.'])
  expect(third.about).toContain('They talked about cups.')
  expect(gistText(third)).toContain('MC-20417')
})

test('a gist stays small however long the chat goes on', () => {
  let gist = foldByRules(null, [])
  for (let at = 0; at < 400; at += 1)
    gist = foldByRules(gist, [visitor(`Is order ${at} on its way? ${'x'.repeat(300)}`)])
  expect(gistText(gist).length).toBeLessThan(3600)
  expect(gistText(gist)).toContain('399')
})
