import type { Locale } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { analyse, detectLocale } from '../../platform/text/index.ts'
import { bestCandidates } from './bm25.ts'
import {
  type Evidence,
  type Statistics,
  weighEvidence,
  weighQuestion,
} from './knowledge.ranking.ts'
import { questionTerms, sharedTerms } from './knowledge.terms.ts'
import { findPassages, findPostings, type PassageRow, readTotals } from './passages.store.ts'
import { unitsOfQuestion } from './question-units.ts'

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
  /** 0 to 1; comparable between passages of one question, and roughly between questions. */
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
const candidateCount = 40

/** Finds the passages that may answer a question in the workspace of the transaction, the best first. */
export async function retrieve(tx: Tx, question: string, options: RetrieveOptions = {}): Promise<RetrievedPassage[]> {
  const { limit = 8, earlier = [] } = options
  const locale = options.locale ?? detectLocale(question)
  const units = unitsOfQuestion(question.slice(0, longestQuestion), earlier)
  const totals = await readTotals(tx)
  const own = await searchOne(tx, locale, units, questionTerms(locale, units), totals)
  const other: Locale = locale === 'en' ? 'th' : 'en'
  const shared = sharedTerms(other, units)
  const foreign = shared.length > 0 ? await searchOne(tx, other, units, shared, totals) : undefined
  return [...own, ...(foreign ?? [])].sort((a, b) => b.score - a.score).slice(0, limit)
}

async function searchOne(
  tx: Tx,
  locale: Locale,
  units: ReturnType<typeof analyse>,
  terms: string[],
  totals: Awaited<ReturnType<typeof readTotals>>,
): Promise<RetrievedPassage[]> {
  const total = totals.find((one) => one.locale === locale) ?? { passageCount: 0, totalLength: 0 }
  const postings = await findPostings(tx, terms.slice(0, mostTerms), postingsPerTerm)
  const byTerm = Map.groupBy(postings, (posting) => posting.term)
  const statistics: Statistics = {
    passageCount: total.passageCount,
    frequencyOf: (term) => byTerm.get(term)?.length ?? 0,
  }
  const rows = await findPassages(tx, bestCandidates(byTerm, statistics, candidateCount))
  return rankPassages(locale, units, statistics, rows)
}

/** Ranks passages by how well they answer; pure, so that it can be tried without a database. */
export function rankPassages(
  locale: Locale,
  units: ReturnType<typeof analyse>,
  statistics: Statistics,
  rows: PassageRow[],
): RetrievedPassage[] {
  const question = weighQuestion(locale, units, statistics)
  const passages = rows.map((row) => {
    const evidence = weighEvidence(question, row)
    return { ...present(row), evidence, score: scoreOf(evidence) }
  })
  return passages.sort((a, b) => b.score - a.score)
}

export const scoreOf = ({ coverage, focus }: Evidence): number => coverage * (0.5 + 0.5 * focus)

function present({ title, documentTitle, length: _, ...row }: PassageRow) {
  const isNamed = documentTitle === null || documentTitle === title
  return { ...row, heading: title, title: isNamed ? title : `${documentTitle} › ${title}` }
}
