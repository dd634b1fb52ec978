import { latinWords } from './lexicon.ts'

let byInitial: Map<string, string[]> | undefined

/** The known word that a mistyped one most likely was, or undefined. Short words are left alone. */
export function correctSpelling(stem: string): string | undefined {
  if (stem.length < 5 || !/^[a-z]+$/.test(stem)) return undefined
  byInitial ??= Map.groupBy(latinWords(), (word) => word[0]!)
  return byInitial.get(stem[0]!)?.find((word) => isSlipOf(stem, word))
}

/**
 * Whether one word is the other with one slip of the fingers: a letter too many or too few, two swapped, or in words of
 * six letters and more a vowel for another. Other exchanged letters make other words ('horse', 'house').
 */
export function isSlipOf(typed: string, meant: string): boolean {
  if (typed === meant) return true
  if (Math.min(typed.length, meant.length) < 5 || typed[0] !== meant[0]) return false
  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start++
  let end = 0
  const shorter = Math.min(typed.length, meant.length)
  while (end < shorter - start && typed.at(-1 - end) === meant.at(-1 - end)) end++
  const typedMiddle = typed.slice(start, typed.length - end)
  const meantMiddle = meant.slice(start, meant.length - end)
  if (typedMiddle.length + meantMiddle.length === 1) return typed.length >= 6
  if (typedMiddle.length === 2 && meantMiddle.length === 2) {
    return typedMiddle[0] === meantMiddle[1] && typedMiddle[1] === meantMiddle[0]
  }
  const vowels = /^[aeiouy]$/
  return shorter >= 6 && vowels.test(typedMiddle) && vowels.test(meantMiddle)
}

const derivations = /^(?:al|er|or|ion|ation|ition|ment|ness|able|ful|less|ish|iv|ance|enc|ity|i)$/

/** Whether two stems are one word and another made of it, such as 'rent' and 'rental'. */
export function isDerived(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short.length >= 4 && long.startsWith(short) && derivations.test(long.slice(short.length))
}
