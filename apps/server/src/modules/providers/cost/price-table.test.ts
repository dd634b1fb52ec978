import { expect, test } from 'vitest'
import { costOf, findPrice } from './price-table.ts'

const usd = (amount: number) => amount * 1_000_000
const priceOf = (...[kind, model, rows]: Parameters<typeof findPrice>) => {
  const { inputMicroUsd, outputMicroUsd, isPriced } = findPrice(kind, model, rows)
  return [inputMicroUsd, outputMicroUsd, isPriced]
}

test('the longest pattern that fits a model counts, whatever case it is written in', () => {
  expect(priceOf('openai', 'gpt-4o', [])).toEqual([usd(2.5), usd(10), true])
  expect(priceOf('openai', 'GPT-4o-mini-2024-07-18', [])).toEqual([usd(0.15), usd(0.6), true])
  expect(priceOf('anthropic', 'claude-opus-4-1-20250805', [])).toEqual([usd(15), usd(75), true])
  expect(priceOf('anthropic', 'claude-opus-4-5-20251101', [])).toEqual([usd(5), usd(25), true])
  expect(priceOf('google', 'gemini-2.5-flash-lite', [])).toEqual([usd(0.1), usd(0.4), true])
})

test('a gateway’s vendor/model is found by its model', () => {
  expect(priceOf('compatible', 'openai/gpt-4o-mini', [])).toEqual([usd(0.15), usd(0.6), true])
})

test('an unknown model is dear at a paid provider and free elsewhere, and both say that there is no price', () => {
  expect(priceOf('openai', 'gpt-99', [])).toEqual([usd(15), usd(75), false])
  expect(priceOf('compatible', 'my-own-model', [])).toEqual([0, 0, false])
})

test('what runs on one’s own machine costs nothing, even under a known name', () => {
  expect(priceOf('ollama', 'gpt-4o', [])).toEqual([0, 0, true])
  expect(priceOf('n8n', '', [])).toEqual([0, 0, true])
})

test('an operator’s price comes before all others, for every kind', () => {
  const rows = [
    { model: 'gpt-*', inputMicroUsd: 7, outputMicroUsd: 8 },
    { model: '*b-instruct*q4', inputMicroUsd: 1, outputMicroUsd: 2 },
  ]
  expect(priceOf('openai', 'gpt-4o', rows)).toEqual([7, 8, true])
  expect(priceOf('ollama', 'llama-8b-instruct-x-q4', rows)).toEqual([1, 2, true])
  expect(priceOf('ollama', 'llama-8b-instruct-x-q5', rows)).toEqual([0, 0, true])
  expect(
    priceOf('ollama', 'ab-instructq4', [{ model: 'ab-*-instructq4', inputMicroUsd: 1, outputMicroUsd: 2 }]),
  ).toEqual([0, 0, true])
})

test('cost is rounded up, so that many small calls are not free', () => {
  expect(costOf({ inputMicroUsd: 100_000, outputMicroUsd: 400_000 }, 1, 0)).toBe(1)
  expect(costOf({ inputMicroUsd: 2_500_000, outputMicroUsd: 10_000_000 }, 1000, 200)).toBe(4500)
  expect(costOf({ inputMicroUsd: 0, outputMicroUsd: 0 }, 1000, 200)).toBe(0)
})
