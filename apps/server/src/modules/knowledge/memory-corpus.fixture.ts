import { readFileSync } from 'node:fs'
import type { Locale } from '@minichat/contracts'
import { detectLocale } from '../../platform/text/index.ts'
import { bestCandidates } from './bm25.ts'
import { candidateCount } from './candidates.ts'
import { chunkMarkdown } from './chunking.ts'
import { indexPassage } from './index-passage.ts'
import { questionTerms } from './knowledge.terms.ts'
import type { PassageRow } from './passages.store.ts'
import { unitsOfQuestion } from './question-units.ts'
import { type RetrievedPassage, rankPassages } from './retrieval.ts'

/** A passage with the topic it belongs to: that of the entry, or `guide:` and the headings. */
export type CorpusPassage = PassageRow & { topic: string }
type SampleEntry = { topic: string; language: Locale; question: string; answer: string }

const content = new URL('../sample/content/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, content), 'utf8')

export const sampleEntries = (): SampleEntry[] => JSON.parse(read('entries.json'))
export const sampleGuide = (locale: Locale): string => read(`care-guide.${locale}.md`)

export function sampleCorpus(): CorpusPassage[] {
  const entries = sampleEntries().map(({ topic, language, question, answer }) => ({
    topic,
    locale: language,
    title: question,
    text: answer,
    entryId: topic,
    documentId: null,
  }))
  const guides = (['en', 'th'] as const).flatMap((locale) =>
    chunkMarkdown('Care guide', sampleGuide(locale)).map(({ title, text }) => ({
      topic: `guide:${title}`,
      locale,
      title,
      text,
      entryId: null,
      documentId: locale,
    })),
  )
  return [...entries, ...guides].map((passage, index) => ({
    ...passage,
    passageId: `${passage.locale}-${index}`,
    documentTitle: passage.documentId === null ? null : 'Care guide',
    length: 0,
    url: null,
    siteId: null,
    rank: 'normal',
    changedAt: new Date(0),
    about: '',
    amounts: [],
  }))
}

/** Retrieval over passages in memory, by the same steps as in the database. */
export function searchIn(corpus: CorpusPassage[]) {
  const indexed = corpus.map((row) => ({ row, terms: indexPassage(row.title, row.text, row.locale).terms }))
  const postings = Map.groupBy(
    indexed.flatMap(({ row, terms }) => terms.map((term) => ({ ...term, passageId: row.passageId }))),
    (posting) => posting.term,
  )
  const frequencyOf = (term: string) => postings.get(term)?.length ?? 0
  const byId = new Map(corpus.map((row) => [row.passageId, row]))

  return (question: string, earlier: string[] = []): RetrievedPassage[] => {
    const locale = detectLocale(question)
    const units = unitsOfQuestion(question, earlier)
    const passageCount = corpus.filter((row) => row.locale === locale).length
    const byTerm = new Map(
      questionTerms(locale, units).flatMap((term) => (postings.has(term) ? [[term, postings.get(term)!]] : [])),
    )
    const rows = bestCandidates(byTerm, passageCount, candidateCount).map((id) => byId.get(id)!)
    return rankPassages(locale, units, { passageCount, frequencyOf }, rows).slice(0, 8)
  }
}
