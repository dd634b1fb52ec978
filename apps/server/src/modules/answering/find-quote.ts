import { normalise, sentences } from '../../platform/text/index.ts'

const quoteMaxLength = 240
/** So few letters stand in any text; a figure tells something in two. */
const fewestLetters = 6
const ellipsis = /\s*(?:\.{3,}|…|\[\.\.\.\])\s*/

/**
 * A text without all that people and models change when they copy: width, case, digits of another script, white space,
 * punctuation and marks of Markdown. Thai needs nothing more, as its words stand together anyway.
 */
export const squash = (text: string): string =>
  normalise(text)
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/(?<=\d)[.:](?=\d)/g, '¶')
    .replace(/[^\p{L}\p{M}\p{N}\p{Sc}%¶]+/gu, '')

/** Whether the words say enough to point at anything. */
const isTelling = (squashed: string): boolean =>
  squashed.length >= fewestLetters || (squashed.length >= 2 && /\d/.test(squashed))

/**
 * Finds words in a passage and gives the stretch of the passage that holds them, letter by letter: the whole sentence
 * where it is short enough. What was left out by an ellipsis may be anything; the pieces have to stand in order.
 * @returns undefined when the words do not stand there, or are too few to point at anything.
 */
export function findQuote(passage: string, words: string): string | undefined {
  const pieces = words.split(ellipsis).map(squash).filter(Boolean)
  const longest = pieces.toSorted((a, b) => b.length - a.length)[0]
  if (longest === undefined || !isTelling(longest)) return undefined
  const whole = squash(passage)
  let from = 0
  for (const piece of pieces) {
    const at = whole.indexOf(piece, from)
    if (at < 0) return undefined
    from = at + piece.length
  }
  return stretchWith(passage, longest)
}

/** Where the squashed words stand in the original: the end first, then the start, each by halving. */
function stretchWith(passage: string, sought: string): string {
  const end = leastThat(passage.length, (at) => squash(passage.slice(0, at)).includes(sought))
  const start = end - leastThat(end, (length) => squash(passage.slice(end - length, end)).includes(sought))
  const sentence = sentenceAround(passage, start, end)
  return cutQuote(sentence.length <= quoteMaxLength ? sentence : passage.slice(start, end).trim())
}

/** The least number up to `most` for which something holds that holds for every larger one. */
function leastThat(most: number, holds: (at: number) => boolean): number {
  let low = 0
  let high = most
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Sentences are pieces of the text in order. */
function sentenceAround(passage: string, start: number, end: number): string {
  let at = 0
  let from = start
  for (const piece of sentences(passage)) {
    const begins = passage.indexOf(piece, at)
    at = begins + piece.length
    if (begins <= start && start < at) from = begins
    if (at >= end) return passage.slice(from, at)
  }
  return passage.slice(from, end)
}

/** The sentence of a passage that shares most with a text. */
export function likestSentence(passage: string, text: string): string {
  const grams = new Set(bigrams(text))
  const score = (sentence: string) => {
    const own = bigrams(sentence)
    return own.filter((gram) => grams.has(gram)).length / Math.sqrt(own.length + 1)
  }
  const best = sentences(passage).reduce((one, other) => (score(other) > score(one) ? other : one), '')
  return cutQuote(best || passage)
}

/** Half a character at the cut cannot be stored. */
const cutQuote = (quote: string) => quote.slice(0, quoteMaxLength).replace(/[\ud800-\udbff]$/, '')

const bigrams = (text: string) => {
  const plain = text.toLowerCase().replace(/\s+/g, ' ')
  return Array.from({ length: Math.max(0, plain.length - 1) }, (_, index) => plain.slice(index, index + 2))
}
