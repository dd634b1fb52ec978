import type { Locale, SourceRank } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { analyse, detectLocale } from '../../platform/text/index.ts'
import { isAskedAsWritten, sureFit } from './asked-as-written.ts'
import { type Asked, findCandidates } from './candidates.ts'
import { fuse } from './fusion.ts'
import { type Evidence, type Statistics, weighEvidence, weighQuestion } from './knowledge.ranking.ts'
import { questionTerms } from './knowledge.terms.ts'
import { preferSources } from './organisation/prefer-sources.ts'
import { countPostings, findPassages, type PassageRow, readTotals } from './passages.store.ts'
import { type AskedUnit, longestQuestion, textOfQuestion, unitsOfQuestion } from './question-units.ts'
import type { QuestionVector } from './vectors/find-by-vectors.ts'
import { embedQuestion, ngramModel } from './vectors/ngram-embedder.ts'

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
  /** The question by the model of a provider, compared beside the server's own. */
  vector?: QuestionVector | null
}

/** Rarer or not is all that counts for the words of titles. */
const titlePostingsPerTerm = 100
/** How well a passage holds what is asked is one more list, of those that were found. */
const evidenceWeight = 1

/** Finds the passages that may answer a question in the workspace of the transaction, the best first. */
export async function retrieve(tx: Tx, question: string, options: RetrieveOptions = {}): Promise<RetrievedPassage[]> {
  const asked = await readAsked(tx, question.slice(0, longestQuestion), options)
  const { lists, ids, frequencies } = await findCandidates(tx, asked)
  const rows = await findPassages(tx, ids)
  const weighed = await weighPassages(tx, asked, rows, frequencies)
  // What holds nothing of the question has no place by how much it holds.
  const holding = weighed.filter((passage) => passage.evidence.features.coverage > 0)
  const evidence = { ids: holding.map(({ passageId }) => passageId), weight: evidenceWeight }
  const byId = new Map(weighed.map((passage) => [passage.passageId, passage]))
  const found = fuse([...lists, evidence]).flatMap((id) => byId.get(id) ?? [])
  return preferSources(found).slice(0, options.limit ?? 8)
}

async function readAsked(tx: Tx, question: string, options: RetrieveOptions): Promise<Asked> {
  const { earlier = [], locale = detectLocale(question) } = options
  const totals = await readTotals(tx)
  const text = textOfQuestion(question, earlier)
  return {
    locale,
    units: unitsOfQuestion(question, earlier),
    text,
    vectors: [{ model: ngramModel, vector: embedQuestion(text) }, ...(options.vector ? [options.vector] : [])],
    countOf: (one) => totals.find((total) => total.locale === one)?.passageCount ?? 0,
  }
}

/** Weighs the passages of each language against the words of that language. */
async function weighPassages(
  tx: Tx,
  { units, text, countOf }: Asked,
  rows: PassageRow[],
  frequencies: Map<string, number>,
): Promise<RetrievedPassage[]> {
  const terms = rows.flatMap((row) => questionTerms(row.locale, analyse(row.title), { near: false }))
  const others = [...new Set(terms)].filter((term) => !frequencies.has(term))
  const counted = await countPostings(tx, others, titlePostingsPerTerm)
  const known = new Map([...frequencies, ...counted.map(({ term, count }): [string, number] => [term, count])])
  const frequencyOf = (term: string) => known.get(term) ?? 0
  return [...Map.groupBy(rows, (row) => row.locale)]
    .flatMap(([locale, ofLocale]) =>
      rankPassages(locale, units, { passageCount: countOf(locale), frequencyOf }, ofLocale),
    )
    .map((passage) => sureWhereAskedAsWritten(text, passage))
    .sort((a, b) => b.score - a.score)
}

/** Who asks an entry's question as it is written is answered by it, whatever else its words could mean. */
function sureWhereAskedAsWritten(question: string, passage: RetrievedPassage): RetrievedPassage {
  const { entryId, heading, evidence } = passage
  if (entryId === null || evidence.fit >= sureFit || !isAskedAsWritten(question, heading)) return passage
  return { ...passage, evidence: { ...evidence, fit: sureFit }, score: scoreOf(sureFit) }
}

const scoreOf = (fit: number) => 1 / (1 + Math.exp(-fit))

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
    return { ...present(row), evidence, score: scoreOf(evidence.fit) }
  })
  return passages.sort((a, b) => b.score - a.score)
}

function present({ title, documentTitle, length: _, siteId: __, ...row }: PassageRow) {
  const isNamed = documentTitle === null || documentTitle === title
  return { ...row, heading: title, title: isNamed ? title : `${documentTitle} › ${title}` }
}
