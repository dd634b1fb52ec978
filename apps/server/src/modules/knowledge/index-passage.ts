import type { Locale } from '@minichat/contracts'
import { analyse } from '../../platform/text/index.ts'
import { passageTerms, type TermFrequency } from './knowledge.terms.ts'
import { amountsOf, topicOf } from './organisation/amounts.ts'

/** A passage with everything that is stored of it. */
export type IndexedPassage = {
  title: string
  text: string
  locale: Locale
  length: number
  terms: TermFrequency[]
  topic: string
  amounts: string[]
}

/** @param about the title with that of its document, where the headings alone are the same in many. */
export function indexPassage(title: string, text: string, locale: Locale, about = title): IndexedPassage {
  const length = analyse(text).filter((unit) => unit.kind !== 'stop').length
  const terms = passageTerms(locale, title, text)
  return { title, text, locale, length, terms, topic: topicOf(about), amounts: amountsOf(text) }
}
