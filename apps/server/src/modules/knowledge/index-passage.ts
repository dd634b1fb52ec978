import type { Locale } from '@minichat/contracts'
import { analyse } from '../../platform/text/index.ts'
import { type PassageGram, passageGrams } from './passage-grams.ts'
import { passageTerms, type TermFrequency } from './knowledge.terms.ts'
import { embedPassage } from './vectors/ngram-embedder.ts'

/** A passage with everything that is stored of it. */
export type IndexedPassage = {
  title: string
  text: string
  locale: Locale
  length: number
  terms: TermFrequency[]
  grams: PassageGram[]
  /** By the server's own model. */
  vector: Float32Array
}

export function indexPassage(title: string, text: string, locale: Locale): IndexedPassage {
  const length = analyse(text).filter((unit) => unit.kind !== 'stop').length
  return {
    title,
    text,
    locale,
    length,
    terms: passageTerms(locale, title, text),
    grams: passageGrams(title, text),
    vector: embedPassage(title, text),
  }
}
