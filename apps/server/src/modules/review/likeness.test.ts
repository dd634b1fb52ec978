import { expect, test } from 'vitest'
import { featuresOf, likeness, mostAlike } from './likeness.ts'

const alike = (one: string, other: string) => likeness(featuresOf(one), featuresOf(other)) >= 0.6

test.each([
  ['Do you repair broken cups?', 'can broken cups be repaired'],
  ['Do you repair broken cups?', 'do you repaire broken cups'],
  ['Is there parking?', 'parking???'],
  ['มีที่จอดรถไหมคะ', 'ที่จอดรถมีมั้ย'],
  ['รับซ่อมถ้วยแตกไหม', 'ถ้วยแตก รับซ่อมไหมครับ'],
])('%s and %s are alike', (one, other) => {
  expect(alike(one, other)).toBe(true)
})

test.each([
  ['Do you repair broken cups?', 'Do you sell gift cards?'],
  ['Is there parking?', 'Is there wifi?'],
  ['มีที่จอดรถไหมคะ', 'มีไวไฟไหมคะ'],
  ['รับซ่อมถ้วยแตกไหม', 'สั่งทำถ้วยสลักชื่อได้ไหม'],
])('%s and %s are not', (one, other) => {
  expect(alike(one, other)).toBe(false)
})

test('of several, the most alike is taken, and none where none is alike enough', () => {
  const groups = ['broken cups', 'Do you repair broken cups?', 'opening hours'].map((question) => ({
    question,
    terms: featuresOf(question),
  }))
  expect(mostAlike(featuresOf('do you repair broken cups please'), groups)?.question).toBe(groups[1]?.question)
  expect(mostAlike(featuresOf('gift cards'), groups)).toBeUndefined()
})
