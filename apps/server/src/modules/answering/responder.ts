import type { Citation } from '@minichat/contracts'

/** A question as a responder gets it. Earlier turns are oldest first and end before the question. */
export type Question = {
  workspaceId: string
  text: string
  earlier: { author: 'visitor' | 'ai' | 'member'; text: string }[]
}

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
