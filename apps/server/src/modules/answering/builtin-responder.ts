import type { Locale } from '@minichat/contracts'
import type { RetrievedPassage } from '../knowledge/index.ts'
import { answersPartFrom, likelyAnswers } from './builtin-confidence.ts'
import { partsOf } from './builtin-parts.ts'
import { quoteFrom } from './builtin-quote.ts'
import { smallTalkIn } from './builtin-small-talk.ts'
import { builtinTexts } from './builtin-texts.ts'

export type BuiltinAnswer = {
  text: string
  /** Of retrieved passages only; the quote stands in the passage letter by letter. */
  citations: { passageId: string; quote: string }[]
  offersPerson: boolean
}

/**
 * Answers from retrieved passages without any model: quotes what answers, or says that nothing does and offers a person.
 * Never says anything about the business in words of its own.
 * @param passages the best first.
 * @param locale the visitor's language.
 */
export function answerFromPassages(
  question: string,
  passages: readonly RetrievedPassage[],
  locale: Locale,
): BuiltinAnswer {
  const said = builtinTexts[locale]
  const talk = smallTalkIn(question)
  if (talk) return { text: said[talk], citations: [], offersPerson: talk === 'identity' }
  const { sources, isComplete } = sourcesFor(question, passages, locale)
  if (sources.length === 0) return { text: said.noAnswer, citations: [], offersPerson: true }
  const quotes = sources.map((passage) => ({ passage, ...quoteFrom(passage) }))
  const paragraphs = quotes.map(({ passage, shown }) =>
    passage.locale === locale ? shown : `${said.otherLanguage}\n${shown}`,
  )
  return {
    text: [...paragraphs, ...(isComplete ? [] : [said.rest])].join('\n\n'),
    citations: quotes.map(({ passage, quote }) => ({ passageId: passage.passageId, quote })),
    offersPerson: !isComplete,
  }
}

type Sources = { sources: RetrievedPassage[]; isComplete: boolean }

function sourcesFor(question: string, passages: readonly RetrievedPassage[], locale: Locale): Sources {
  // A passage in the visitor's language goes before a better one in another, when it answers at all.
  const own = likelyAnswers(passages.filter((passage) => passage.locale === locale))
  const likely = own.length > 0 ? own : likelyAnswers(passages)
  const parts = partsOf(question, passages)
  const sure = parts.filter((part) => part.confidence >= answersPartFrom)
  const [one, two] = sure
  if (one && two && !two.isAnsweredBy(one.best) && !one.isAnsweredBy(two.best)) {
    return { sources: [one.best, two.best], isComplete: sure.length === parts.length }
  }
  if (likely.length > 0) return { sources: likely, isComplete: true }
  return one ? { sources: [one.best], isComplete: false } : { sources: [], isComplete: false }
}
