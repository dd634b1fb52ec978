import type { AnswerNotes } from './answer-notes.ts'
import { careText, personText, refusalText } from './answer-texts.ts'
import { asksForPerson } from './asks-for-person.ts'
import type { CheckedQuestion } from './content-check.ts'
import { localeOf, type Question } from './responder.ts'

/** A provider's own moderation: the names of what a text must not be answered for; null where the workspace has none. */
export type Moderate = (question: Question, signal: AbortSignal) => Promise<string[] | null>

export type RuleAnswer = { text: string; asksForPerson: boolean }

const moderationMs = 2000
const isSelfHarm = (category: string) => category.startsWith('self-harm')

/**
 * What is answered by rule, with no model asked: a wish for a person, and what is not for an AI. A moderation that fails, or
 * does not answer in time, stops nobody: the rules of our own have looked already. What it did is noted.
 */
export async function ruleAnswerTo(
  question: Question,
  { harm }: CheckedQuestion,
  run: { moderate: Moderate; notes: AnswerNotes; signal: AbortSignal },
): Promise<RuleAnswer | null> {
  const locale = localeOf(question)
  const care = { text: careText[locale], asksForPerson: true }
  const refusal = { text: refusalText[locale], asksForPerson: false }
  if (harm) return harm === 'self-harm' ? care : refusal
  if (asksForPerson(question.text)) return { text: personText[locale], asksForPerson: true }
  const categories = await moderated(question, run)
  if (categories.length === 0) return null
  run.notes.noteCheck('moderated', categories.join(', '))
  return categories.some(isSelfHarm) ? care : refusal
}

async function moderated(
  question: Question,
  { moderate, notes, signal }: Parameters<typeof ruleAnswerTo>[2],
): Promise<string[]> {
  const late = AbortSignal.timeout(moderationMs)
  try {
    return (await moderate(question, AbortSignal.any([signal, late]))) ?? []
  } catch (error) {
    const reason = late.aborted ? 'the provider did not answer in time' : (error as Error).message
    if (!signal.aborted) notes.noteCheck('not-moderated', reason)
    return []
  }
}
