import { normalise } from '../../platform/text/index.ts'
import { englishTalk } from './talk.en.ts'
import { thaiTalk } from './talk.th.ts'

/**
 * What may be said without a source, because it states nothing about the business: courtesies, questions to the visitor,
 * that something is not known, and the offer of a person or of more help.
 */
export type Talk = 'courtesy' | 'question' | 'unknown' | 'offer'

const longestTalk = 220
const thaiLetters = /[\u0E01-\u0E4E]/

/** An answer by itself, so it is only worth something together with a sentence that has a source. */
const affirmation =
  /^(?:yes|no|sure|certainly|of course|absolutely|correct|right|exactly|indeed|(?:ใช่|ไม่ใช่|ไม่|ได้|ได้เลย|ไม่ได้|มี|ไม่มี|แน่นอน|ถูกต้อง)(?:ค่ะ|คะ|ครับ|นะคะ|นะครับ|จ้า)*)$/

export const isAffirmation = (sentence: string): boolean =>
  affirmation.test(
    normalise(sentence)
      .replace(/[^\p{L}\p{M} ]+/gu, '')
      .trim(),
  )

/**
 * The kind of talk a sentence is, or undefined for anything else. Nothing with a figure, an address or a link is talk.
 * @param allowsQuestions whether any question is, not just the known forms of one.
 */
export function talkIn(sentence: string, { allowsQuestions }: { allowsQuestions: boolean }): Talk | undefined {
  const plain = normalise(sentence).replace(/\s+/g, ' ').trim()
  if (plain.length > longestTalk || /[\d@/\\]|\p{L}\.\p{L}{2,}/u.test(plain)) return undefined
  const words = plain
    .replace(/[^\p{L}\p{M}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (words === '') return undefined
  const known = thaiLetters.test(words)
    ? thaiTalk.find(([, pattern]) => pattern.test(words.replaceAll(' ', '')))
    : englishTalk.find(([, pattern]) => pattern.test(words))
  if (known) return known[0]
  return allowsQuestions && /[?？]["'”’)*_\s]*$/.test(plain) ? 'question' : undefined
}
