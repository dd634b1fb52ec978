import type { Locale } from '@minichat/contracts'
import { withoutMarks } from './citation-marks.ts'

const thaiLetters = /[\u0E01-\u0E4E]/g
const latinLetters = /[A-Za-z\u00C0-\u024F]/g
/** Names and brands are written in Latin letters in Thai as well, so a few of them say nothing. */
const fewestLetters = 16

/** Whether a sentence of the answer is in the other language than the visitor's. Quotes in its marks do not count. */
export function isOtherLanguage(sentence: string, locale: Locale): boolean {
  const said = withoutMarks(sentence)
  const thai = said.match(thaiLetters)?.length ?? 0
  const latin = said.match(latinLetters)?.length ?? 0
  return locale === 'th' ? thai === 0 && latin >= fewestLetters : thai >= fewestLetters && thai > latin
}
