import type { Citation, Locale } from '@minichat/contracts'
import { detectLocale } from '../../platform/text/index.ts'

/** A question as a responder gets it. Earlier turns are oldest first and end before the question. */
export type Question = {
  workspaceId: string
  text: string
  earlier: { author: 'visitor' | 'ai' | 'member'; text: string }[]
}

/** The language to answer in: of the question, or of what the visitor wrote before where it has no letters ('???'). */
export const localeOf = ({ text, earlier }: Question): Locale =>
  earlier
    .filter((turn) => turn.author === 'visitor')
    .concat({ author: 'visitor', text })
    .reduce<Locale>((locale, turn) => detectLocale(turn.text, locale), 'en')

/** A source by passage; the quote stands in the passage letter by letter. */
export type AnswerCitation = Pick<Citation, 'number' | 'title' | 'quote'> & { passageId: string; url: string | null }

export type AnswerEnd = { citations: AnswerCitation[]; offersPerson: boolean }

/** Yields the answer's text piece by piece and returns what goes with it. Throws ResponderFailed when it can't go on. */
export type Responder = {
  name: string
  answer(question: Question, signal: AbortSignal): AsyncGenerator<string, AnswerEnd>
}

/** The responder could not answer. The message is fit for the owner's eyes and holds no secret. */
export class ResponderFailed extends Error {
  override name = 'ResponderFailed'
}
