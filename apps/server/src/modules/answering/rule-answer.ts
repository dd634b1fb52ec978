import { careText, personText, refusalText } from './answer-texts.ts'
import { asksForPerson } from './asks-for-person.ts'
import type { CheckedQuestion } from './content-check.ts'
import { localeOf, type Question } from './responder.ts'

/** A provider's own moderation: the name of what a text must not be answered for, or null. */
export type Moderate = (question: Question, signal: AbortSignal) => Promise<string | null>

export type RuleAnswer = { text: string; asksForPerson: boolean; moderatedAs: string | null }

const moderationMs = 2000

/**
 * What is answered by rule, with no model asked: a wish for a person, and what is not for an AI. A moderation that does not
 * answer in time stops nobody: the rules of our own have looked already.
 */
export async function ruleAnswerTo(
  question: Question,
  { harm }: CheckedQuestion,
  moderate: Moderate | null,
  signal: AbortSignal,
): Promise<RuleAnswer | null> {
  const locale = localeOf(question)
  const refused = (moderatedAs: string | null) => ({ text: refusalText[locale], asksForPerson: false, moderatedAs })
  if (harm === 'self-harm') return { text: careText[locale], asksForPerson: true, moderatedAs: null }
  if (harm) return refused(null)
  if (asksForPerson(question.text)) return { text: personText[locale], asksForPerson: true, moderatedAs: null }
  const within = AbortSignal.any([signal, AbortSignal.timeout(moderationMs)])
  const category = await moderate?.(question, within).catch(() => null)
  return category ? refused(category) : null
}
