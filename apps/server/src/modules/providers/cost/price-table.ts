import type { ProviderKind } from '../types.ts'
import { assumedPrice, defaultPrices } from './default-prices.ts'

/** Millionths of a US dollar for a million tokens. */
export type Price = { inputMicroUsd: number; outputMicroUsd: number }
export type PriceRow = Price & { model: string }

/** `isPriced` is false where no list names the model. */
export type FoundPrice = Price & { isPriced: boolean }

const microUsd = (usd: number) => Math.round(usd * 1_000_000)

export const defaultRows: readonly PriceRow[] = defaultPrices.map(([model, inputUsd, outputUsd]) => ({
  model,
  inputMicroUsd: microUsd(inputUsd),
  outputMicroUsd: microUsd(outputUsd),
}))

const free: Price = { inputMicroUsd: 0, outputMicroUsd: 0 }
const assumed: Price = {
  inputMicroUsd: microUsd(assumedPrice.inputUsd),
  outputMicroUsd: microUsd(assumedPrice.outputUsd),
}

/** Whoever gives a workspace an answer of these kinds sends a bill for it. */
const paidKinds: ReadonlySet<ProviderKind> = new Set(['openai', 'openai-responses', 'anthropic', 'google'])
/** What runs on one's own machine costs nothing, whatever its model is called. */
const ownKinds: ReadonlySet<ProviderKind> = new Set(['ollama', 'n8n', 'builtin'])

/**
 * What a model costs: as an operator has set it, else as the list says, else a dear price for paid providers and none for
 * others. Of several patterns the longest counts. `vendor/model`, as gateways write it, is also looked for as `model`.
 */
export function findPrice(kind: ProviderKind, model: string, operators: readonly PriceRow[]): FoundPrice {
  const own = findRow(operators, model)
  if (own) return { ...pick(own), isPriced: true }
  if (ownKinds.has(kind)) return { ...free, isPriced: true }
  const known = findRow(defaultRows, model)
  if (known) return { ...pick(known), isPriced: true }
  return { ...(paidKinds.has(kind) ? assumed : free), isPriced: false }
}

/** Rounded up to whole millionths of a dollar. */
export const costOf = (price: Price, inputTokens: number, outputTokens: number): number =>
  Math.ceil((inputTokens * price.inputMicroUsd + outputTokens * price.outputMicroUsd) / 1_000_000)

const pick = ({ inputMicroUsd, outputMicroUsd }: Price): Price => ({ inputMicroUsd, outputMicroUsd })

function findRow(rows: readonly PriceRow[], model: string): PriceRow | undefined {
  const whole = model.trim().toLowerCase()
  const names = [...new Set([whole, whole.slice(whole.lastIndexOf('/') + 1)])]
  for (const name of names) {
    const [best] = rows.filter((row) => matches(row.model, name)).sort((a, b) => b.model.length - a.model.length)
    if (best) return best
  }
  return undefined
}

/** Letter by letter and without regular expressions: patterns are entered by people. */
function matches(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return name === pattern
  if (!name.startsWith(head)) return false
  const tail = rest.pop() ?? ''
  let at = head.length
  for (const part of rest) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return name.length - at >= tail.length && name.endsWith(tail)
}
