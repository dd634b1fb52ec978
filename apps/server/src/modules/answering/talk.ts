import { normalise } from '../../platform/text/index.ts'
import { englishLead, englishTalk } from './talk.en.ts'
import { thaiLead, thaiTalk } from './talk.th.ts'

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
  if (wordsOf(plain) === '') return undefined
  const known = knownTalk(plain)
  if (known && plain.split(joint).every((clause) => isLead.test(wordsOf(clause)) || knownTalk(clause))) return known
  return allowsQuestions && /[?？]["'”’)*_\s]*$/.test(plain) ? 'question' : undefined
}

const pronoun = '(?:i|we|it|they|you|he|she|there|everything|everyone|everybody)'
const thing = '(?:our|your|their|all|every|this|that|these|those|the)'
const verb =
  "(?:is|are|was|were|isn't|aren't|has|have|had|will|won't|can|costs?|gets?|takes?|offers?|gives?|includes?|comes?|ships?)"
/** Where a clause begins that may state something, whatever stands before it. */
const joint = new RegExp(
  [
    '[,;]? (?:but|however|although|though|because|whereas) ',
    `[,;]? (?:as|and|so|since|while) (?=${pronoun}\\b|${thing} [^,]*\\b${verb}\\b)`,
    '[;:–—] | - ',
    `(?<!\\bif you (?:like|wish|want|need|prefer)), (?!who\\b|which\\b)(?=[^,]*\\b${verb}\\b)`,
    ' ?(?:(?<!ตั้ง|นับ|แม้)แต่(?!ละ|ง|ก่อน)|เพราะ|เนื่องจาก) ?',
  ].join('|'),
)
const isLead = new RegExp(`^(?:${englishLead.replace(' )*', '(?: |$))*')}|${thaiLead})$`)

const wordsOf = (plain: string): string =>
  plain
    .replace(/[^\p{L}\p{M}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

function knownTalk(plain: string): Talk | undefined {
  const words = wordsOf(plain)
  return thaiLetters.test(words)
    ? thaiTalk.find(([, pattern]) => pattern.test(words.replaceAll(' ', '')))?.[0]
    : englishTalk.find(([, pattern]) => pattern.test(words))?.[0]
}
