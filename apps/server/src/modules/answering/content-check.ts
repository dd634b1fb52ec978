import { type Harm, harmIn } from './harmful-content.ts'
import { instructionIn } from './instruction-phrases.ts'

export type Check = { name: string; detail: string }

/** What a visitor's message was found to hold before any AI got it. */
export type CheckedQuestion = {
  /** For the answer's trace. */
  checks: Check[]
  /** Not for an AI: it is answered by rule. */
  harm: Exclude<Harm, 'threat'> | null
  /** It tries to instruct the model, so it is passed on as quoted data. */
  isInstructing: boolean
}

const markup = /<\/?[a-z!][^>]{0,400}>?|&#x?[0-9a-f]{2,6};|javascript:/i

/**
 * Looks at a message before it goes to an AI. Nothing of it is changed where it is stored: what reads it shows it as text,
 * and the prompt takes the markup out (`asData`).
 */
export function checkQuestion(text: string): CheckedQuestion {
  const checks: Check[] = []
  const tag = markup.exec(text)?.[0]
  if (tag) checks.push({ name: 'markup-neutralised', detail: tag.slice(0, 60) })
  const instruction = instructionIn(text)
  if (instruction) checks.push({ name: 'instruction-quoted', detail: instruction })
  const harm = harmIn(text)
  if (harm) checks.push({ name: harm === 'threat' ? 'threat-noticed' : 'harmful-not-passed-on', detail: harm })
  return { checks, harm: harm === 'threat' ? null : harm, isInstructing: instruction !== null }
}

/** Characters that nobody sees: they can hide words from people that models read, or mark a text for tracking. */
const invisible = /[\u00AD\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E01EF}]/gu

/** A text of somebody else's as it stands in a prompt: nothing in it can close, or look like, what it stands between. */
export const asData = (text: string): string => text.replace(invisible, '').replaceAll('<', '‹').replaceAll('>', '›')

export const withoutInvisible = (text: string): string => text.replace(invisible, '')
