import type { Locale } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { bestCandidates } from './bm25.ts'
import { fuse, type RankedList } from './fusion.ts'
import { findByGrams } from './grams.store.ts'
import { questionTerms } from './knowledge.terms.ts'
import { questionGrams } from './passage-grams.ts'
import { findPostings, type PostingRow } from './passages.store.ts'
import type { AskedUnit } from './question-units.ts'
import { findByVectors, type QuestionVector } from './vectors/find-by-vectors.ts'
import { ngramModel } from './vectors/ngram-embedder.ts'

const mostTerms = 160
const postingsPerTerm = 3000
/** So many of each way of searching are looked at, and so many of all together. */
export const candidateCount = 24
const lookedAt = 40

/** How much the ways count against each other. Words of the other language mostly lead to a translation. */
const weights = { words: 1, otherWords: 0.5, grams: 0.8, ownVectors: 0.6, vectors: 1 }

export type Asked = {
  locale: Locale
  units: AskedUnit[]
  /** The question, with the one before it where it only makes sense together with that. */
  text: string
  /** By the server's own model, and by that of a provider where there is one. */
  vectors: QuestionVector[]
  countOf: (locale: Locale) => number
}

export type Candidates = {
  lists: RankedList[]
  /** The best by all lists together. */
  ids: string[]
  /** In how many passages the terms of the question stand. */
  frequencies: Map<string, number>
}

/** What may answer, by words, by pieces of words and by vectors: each finds on its own, none keeps another's out. */
export async function findCandidates(tx: Tx, asked: Asked): Promise<Candidates> {
  const { locale, units, countOf } = asked
  const other: Locale = locale === 'en' ? 'th' : 'en'
  const own = questionTerms(locale, units).slice(0, mostTerms)
  // What is known in the other language only is reached by what the words mean, and by names and numbers.
  const foreign = questionTerms(other, units).slice(0, mostTerms)
  const postings = await findPostings(tx, [...own, ...foreign], postingsPerTerm)
  const byTerm = Map.groupBy(postings, (posting) => posting.term)
  const passageCount = countOf('en') + countOf('th')
  const words = bestCandidates(ofTerms(byTerm, own), countOf(locale), candidateCount)
  const otherWords = bestCandidates(ofTerms(byTerm, foreign), countOf(other), candidateCount)
  const grams = await findByGrams(tx, questionGrams(asked.text), passageCount, candidateCount)
  const found = [...words, ...otherWords, ...grams]
  const byVectors: RankedList[] = []
  for (const vector of asked.vectors) {
    const ids = (await findByVectors(tx, vector, passageCount, found)).slice(0, candidateCount)
    byVectors.push({ ids, weight: vector.model === ngramModel ? weights.ownVectors : weights.vectors })
  }
  const lists = [
    { ids: words, weight: weights.words },
    { ids: otherWords, weight: weights.otherWords },
    { ids: grams, weight: weights.grams },
    ...byVectors,
  ]
  const frequencies = new Map([...byTerm].map(([term, rows]) => [term, rows.length]))
  return { lists, ids: fuse(lists).slice(0, lookedAt), frequencies }
}

const ofTerms = (byTerm: Map<string, PostingRow[]>, terms: string[]): Map<string, PostingRow[]> =>
  new Map(terms.flatMap((term) => (byTerm.has(term) ? [[term, byTerm.get(term)!]] : [])))
