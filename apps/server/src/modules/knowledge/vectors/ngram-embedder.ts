import { gramsOf, hashOf } from '../../../platform/text/index.ts'

/** What it is: pieces of words, hashed into so many numbers. It knows no meaning, only likeness of spelling. */
export const ngramModel = 'ngram-hash-512'
const dims = 512
/** The question of an entry, or the headings, say more than the text below. */
const titleWeight = 2

/** A vector of a question; needs no key, no network and hardly any time. */
export const embedQuestion = (question: string): Float32Array => hashedVector([[question, 1]])

/** A vector of a passage, to be compared with those of questions. */
export const embedPassage = (title: string, text: string): Float32Array =>
  hashedVector([
    [title, titleWeight],
    [text, 1],
  ])

function hashedVector(parts: [text: string, weight: number][]): Float32Array {
  const weights = new Map<string, number>()
  for (const [text, weight] of parts) {
    for (const gram of gramsOf(text)) weights.set(gram, (weights.get(gram) ?? 0) + weight)
  }
  const vector = new Float32Array(dims)
  for (const [gram, weight] of weights) {
    const hash = hashOf(gram)
    const at = (hash >>> 1) % dims
    // Two pieces that fall on one place cancel out as often as they add up. What is repeated counts less each time.
    vector[at]! += (hash & 1 ? 1 : -1) * Math.sqrt(weight)
  }
  return vector
}
