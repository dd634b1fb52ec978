import type { Citation, Locale } from '@minichat/contracts'
import { detectLocale } from '../../platform/text/index.ts'
import type { Asked } from '../providers/index.ts'
import type { AnswerNotes } from './answer-notes.ts'

/** One message of a chat; `seq` is its number there. */
export type Turn = { author: 'visitor' | 'ai' | 'member'; text: string; seq?: number }

/** A question as a responder gets it. Earlier turns are oldest first and end before the question. */
export type Question = {
  workspaceId: string
  /** null when an owner tries a responder out. */
  asked: Asked | null
  text: string
  earlier: Turn[]
  /** What the call counts as where nobody asked. @default 'test' */
  purpose?: 'assist'
}

/** The language to answer in: of the question, or of what the visitor wrote before where it has no letters ('???'). */
export const localeOf = ({ text, earlier }: Pick<Question, 'text' | 'earlier'>): Locale =>
  earlier
    .filter((turn) => turn.author === 'visitor')
    .concat({ author: 'visitor', text })
    .reduce<Locale>((locale, turn) => detectLocale(turn.text, locale), 'en')

/** A source by passage; the quote stands in the passage letter by letter. */
export type AnswerCitation = Pick<Citation, 'number' | 'title' | 'quote'> & { passageId: string; url: string | null }

export type AnswerEnd = {
  citations: AnswerCitation[]
  offersPerson: boolean
  /** The chat is to go to a person, as if the visitor had asked for one. */
  handsOver?: boolean
  /** What the visitor may choose to say next. */
  quickReplies?: string[]
  /** Pages that are named as sources and that nobody here has looked at. */
  links?: { title: string; url: string }[]
}

/** One try at an answer. */
export type Run = {
  signal: AbortSignal
  /** Where a responder notes what it found, asked and spent. */
  notes: AnswerNotes
  /**
   * Says that somebody elsewhere works on the answer, in words for the visitor; told again every few seconds until the
   * first piece. Meanwhile the answer takes less of a place from others.
   */
  waits?: (words: string) => void
}

/** Yields the answer's text piece by piece and returns what goes with it. Throws ResponderFailed when it can't go on. */
export type Responder = {
  name: string
  /** null, and so the model, for the built-in one. */
  providerId: string | null
  model: string | null
  answer(question: Question, run: Run): AsyncGenerator<string, AnswerEnd>
}

/** The responder could not answer. The message is fit for the owner's eyes and holds no secret. */
export class ResponderFailed extends Error {
  override name = 'ResponderFailed'
}
