import type { Locale } from '@minichat/contracts'
import { analyse } from '../../platform/text/index.ts'
import { passageTerms, type TermFrequency } from './knowledge.terms.ts'
import { amountsOf, topicOf } from './organisation/amounts.ts'
import { type PassageGram, passageGrams } from './passage-grams.ts'
import { embedPassage } from './vectors/ngram-embedder.ts'

/** A passage with everything that is stored of it. */
export type IndexedPassage = {
  title: string
  text: string
  locale: Locale
  length: number
  terms: TermFrequency[]
  topic: string
  amounts: string[]
  grams: PassageGram[]
  /** By the server's own model. */
  vector: Float32Array
}

/** @param about the title with that of its document, where the headings alone are the same in many. */
export function indexPassage(title: string, text: string, locale: Locale, about = title): IndexedPassage {
  return {
    title,
    text,
    locale,
    length: analyse(text).filter((unit) => unit.kind !== 'stop').length,
    terms: passageTerms(locale, title, text),
    topic: topicOf(about),
    amounts: amountsOf(text),
    grams: passageGrams(title, text),
    vector: embedPassage(title, text),
  }
}
