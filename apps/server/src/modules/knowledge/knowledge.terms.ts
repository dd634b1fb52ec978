import type { Locale } from '@minichat/contracts'
import { analyse, relatedTo, type Unit } from '../../platform/text/index.ts'

/** How often a term stands in the title and in the text of a passage. */
export type TermFrequency = { term: string; inTitle: number; inText: number }

const longestTerm = 60
const gramLength = 3

/**
 * Terms under which a unit is found. The language of the passage is part of the term: other languages are only reached
 * on purpose, and document frequencies are those of one language.
 */
export const wordTerm = (locale: Locale, word: string): string => `${locale}:${word.slice(0, longestTerm)}`
export const conceptTerm = (locale: Locale, concept: string): string => `${locale}:#${concept}`
const gramTerm = (locale: Locale, gram: string): string => `${locale}:~${gram}`

/** Pieces of a Thai word that the dictionary may have cut elsewhere in another text. */
export function grams(word: string): string[] {
  const letters = [...word]
  if (letters.length < gramLength) return []
  return letters.slice(gramLength - 1).map((_, index) => letters.slice(index, index + gramLength).join(''))
}

const hasGrams = (unit: Unit): boolean =>
  unit.script === 'thai' && unit.kind === 'content' && unit.concepts.length === 0

function termsOf(locale: Locale, unit: Unit): string[] {
  if (unit.kind === 'stop') return []
  const own = unit.kind === 'intent' ? [] : [wordTerm(locale, unit.word)]
  const pieces = hasGrams(unit) ? grams(unit.word).map((gram) => gramTerm(locale, gram)) : []
  return [...own, ...unit.concepts.map((concept) => conceptTerm(locale, concept)), ...pieces]
}

/** What a passage is indexed under. */
export function passageTerms(locale: Locale, title: string, text: string): TermFrequency[] {
  const found = new Map<string, TermFrequency>()
  for (const [field, source] of [
    ['inTitle', title],
    ['inText', text],
  ] as const) {
    for (const term of analyse(source).flatMap((unit) => termsOf(locale, unit))) {
      const entry = found.get(term) ?? { term, inTitle: 0, inText: 0 }
      entry[field] += 1
      found.set(term, entry)
    }
  }
  return [...found.values()]
}

/** What a question is looked up under: its words, what they mean, and what is near to that. */
export function questionTerms(locale: Locale, units: readonly Unit[], { near = true } = {}): string[] {
  const terms = units.flatMap((unit) => [
    ...termsOf(locale, unit),
    ...(near ? unit.concepts.flatMap((concept) => [...relatedTo(concept).keys()]) : []).map((one) =>
      conceptTerm(locale, one),
    ),
  ])
  return [...new Set(terms)]
}
