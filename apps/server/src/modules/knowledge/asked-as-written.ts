import { tokens } from '../../platform/text/index.ts'

/** Log odds: next to certain. */
export const sureFit = 4

/** Whether two questions are one, but for capitals, marks and the forms of their words. */
export function isAskedAsWritten(question: string, written: string): boolean {
  const said = wordsOf(question)
  return said !== '' && said === wordsOf(written)
}

const wordsOf = (text: string) =>
  tokens(text)
    .map(({ word }) => word)
    .join(' ')
