import { expect, test } from 'vitest'
import { embedPassage, embedQuestion } from './ngram-embedder.ts'
import { cosineWith, toBytes } from './vector-bytes.ts'

function cosine(one: Float32Array, other: Float32Array): number {
  let product = 0
  for (const [at, value] of one.entries()) product += value * other[at]!
  return product / (Math.hypot(...one) * Math.hypot(...other))
}

test('the cosine of stored vectors is that of the vectors, within a hundredth', () => {
  let seed = 7
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648 - 0.5
  }
  for (let round = 0; round < 50; round++) {
    const one = Float32Array.from({ length: 768 }, random)
    const other = one.map((value) => value * 0.6 + random() * 0.4)
    expect(Math.abs(cosineWith(toBytes(one), other) - cosine(one, other))).toBeLessThan(0.01)
  }
})

test('vectors of other lengths and empty ones are like nothing', () => {
  expect(cosineWith(toBytes(new Float32Array(4)), Float32Array.of(1, 0, 0, 0))).toBe(0)
  expect(cosineWith(toBytes(Float32Array.of(1, 2)), Float32Array.of(1, 2, 3))).toBe(0)
})

test('the own model knows likeness of spelling, in both languages', () => {
  const likeness = (question: string, text: string) =>
    cosineWith(toBytes(embedPassage('', text)), embedQuestion(question))
  expect(likeness('vacination agianst flu', 'vaccination against the flu')).toBeGreaterThan(0.4)
  expect(likeness('สระว่ายน้', 'สระว่ายน้ำ')).toBeGreaterThan(0.8)
  expect(Math.abs(likeness('vaccination', 'โรงเรียนอนุบาล'))).toBeLessThan(0.2)
})
