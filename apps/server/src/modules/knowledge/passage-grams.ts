import { gramsOf, hashOf } from '../../platform/text/index.ts'

/** A passage is indexed under so many pieces of words at most, a question looked up under so many. */
const mostOfPassage = 192
const mostOfQuestion = 96

export type PassageGram = { gram: number; inTitle: boolean }

/**
 * Pieces of words, hashed. Of a long text those of the title stay and then those with the smallest hashes: which ones
 * does not depend on the text, so two long texts keep the same.
 */
export function passageGrams(title: string, text: string): PassageGram[] {
  const first = new Set(hashesOf(title))
  const rest = hashesOf(text).filter((gram) => !first.has(gram))
  return [
    ...[...first].map((gram) => ({ gram, inTitle: true })),
    ...rest.toSorted((a, b) => a - b).map((gram) => ({ gram, inTitle: false })),
  ].slice(0, mostOfPassage)
}

export const questionGrams = (question: string): number[] => hashesOf(question).slice(0, mostOfQuestion)

const hashesOf = (text: string): number[] => [...new Set(gramsOf(text).map(hashOf))]
