import type { Locale, SourceRank } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { analyse, detectLocale } from '../../platform/text/index.ts'
import { bestCandidates } from './bm25.ts'
import { type Evidence, type Statistics, weighEvidence, weighQuestion } from './knowledge.ranking.ts'
import { questionTerms, sharedTerms } from './knowledge.terms.ts'
import { preferSources } from './organisation/prefer-sources.ts'
import { countPostings, findPassages, findPostings, type PassageRow, readTotals } from './passages.store.ts'
import { type AskedUnit, unitsOfQuestion } from './question-units.ts'

export type RetrievedPassage = {
  passageId: string
  entryId: string | null
  documentId: string | null
  /** For people: of a document its name and the headings over the passage. */
  title: string
  /** What the passage is about in its own words: the question of an entry, or the headings. */
  heading: string
  text: string
  url: string | null
  locale: Locale
  rank: SourceRank
  /** When the words of its source last changed. */
  changedAt: Date
  about: string
  amounts: string[]
  /** 0 to 1: how surely this one answers, looked at alone. */
  score: number
  /** What the score is made of. */
  evidence: Evidence
}

export type RetrieveOptions = {
  /** @default 8 */
  limit?: number
  /** Language of the question where that is known. */
  locale?: Locale
  /** What the visitor said before, newest last: 'and to Japan?' is only understood with it. */
  earlier?: readonly string[]
}

const longestQuestion = 1000
const mostTerms = 160
const postingsPerTerm = 3000
export const candidateCount = 24
/** Rarer or not is all that counts for the words of titles. */
const titlePostingsPerTerm = 100

/** Finds the passages that may answer a question in the workspace of the transaction, the best first. */
export async function retrieve(tx: Tx, question: string, options: RetrieveOptions = {}): Promise<RetrievedPassage[]> {
  const { limit = 8, earlier = [] } = options
  const locale = options.locale ?? detectLocale(question)
  const units = unitsOfQuestion(question.slice(0, longestQuestion), earlier)
  const totals = await readTotals(tx)
  const countOf = (one: Locale) => totals.find((total) => total.locale === one)?.passageCount ?? 0
  const own = await searchOne(tx, locale, units, questionTerms(locale, units), countOf(locale))
  const other: Locale = locale === 'en' ? 'th' : 'en'
  // Knowledge in one language only still answers a visitor with the other, by what the words mean.
  const shared = countOf(locale) === 0 ? questionTerms(other, units) : sharedTerms(other, units)
  const foreign = shared.length > 0 ? await searchOne(tx, other, units, shared, countOf(other)) : []
  return preferSources([...own, ...foreign]).slice(0, limit)
}

async function searchOne(
  tx: Tx,
  locale: Locale,
  units: AskedUnit[],
  terms: string[],
  passageCount: number,
): Promise<RetrievedPassage[]> {
  const postings = await findPostings(tx, terms.slice(0, mostTerms), postingsPerTerm)
  const byTerm = Map.groupBy(postings, (posting) => posting.term)
  const rows = await findPassages(tx, bestCandidates(byTerm, passageCount, candidateCount))
  const frequencies = new Map([...byTerm].map(([term, found]) => [term, found.length]))
  const others = titleTerms(locale, rows).filter((term) => !frequencies.has(term))
  for (const { term, count } of await countPostings(tx, others, titlePostingsPerTerm)) frequencies.set(term, count)
  const statistics = { passageCount, frequencyOf: (term: string) => frequencies.get(term) ?? 0 }
  return rankPassages(locale, units, statistics, rows)
}

const titleTerms = (locale: Locale, rows: PassageRow[]): string[] => [
  ...new Set(rows.flatMap((row) => questionTerms(locale, analyse(row.title), { near: false }))),
]

/** Ranks passages by how well they answer; pure, so that it can be tried without a database. */
export function rankPassages(
  locale: Locale,
  units: AskedUnit[],
  statistics: Statistics,
  rows: PassageRow[],
): RetrievedPassage[] {
  const question = weighQuestion(locale, units, statistics)
  const passages = rows.map((row) => {
    const evidence = weighEvidence(locale, question, { ...row, isPiece: row.documentId !== null }, statistics)
    return { ...present(row), evidence, score: 1 / (1 + Math.exp(-evidence.fit)) }
  })
  return passages.sort((a, b) => b.score - a.score)
}

function present({ title, documentTitle, length: _, siteId: __, ...row }: PassageRow) {
  const isNamed = documentTitle === null || documentTitle === title
  return { ...row, heading: title, title: isNamed ? title : `${documentTitle} › ${title}` }
}
