import type { Locale } from '@minichat/contracts'
import { analyse } from '../../platform/text/index.ts'
import { passageTerms, type TermFrequency } from './knowledge.terms.ts'

/** A passage with everything that is stored of it. */
export type IndexedPassage = { title: string; text: string; locale: Locale; length: number; terms: TermFrequency[] }

export function indexPassage(title: string, text: string, locale: Locale): IndexedPassage {
  const length = analyse(text).filter((unit) => unit.kind !== 'stop').length
  return { title, text, locale, length, terms: passageTerms(locale, title, text) }
}
