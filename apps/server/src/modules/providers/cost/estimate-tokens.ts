/** A message's role and its separators. */
const perTurn = 8

/**
 * About how many tokens a model counts in a text. Latin words are mostly whole tokens or a few pieces; Thai, which
 * tokenizers know less well, takes a token for each letter in the older ones and for three letters in the newer ones.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(count(text, likely))
}

/** The most tokens that a conversation comes to in any usual tokenizer: what a call is reserved by. */
export function mostTokens(turns: readonly { content: string }[]): number {
  return Math.ceil(turns.reduce((sum, { content }) => sum + perTurn + count(content, most), 0))
}

/** The same as it is likely. */
export function likelyTokens(turns: readonly { content: string }[]): number {
  return Math.ceil(turns.reduce((sum, { content }) => sum + perTurn + count(content, likely), 0))
}

/** Tokens for a word of Latin letters by its length, and for one character of each other sort. */
type Weights = {
  word: (length: number) => number
  digit: number
  sign: number
  space: number
  thai: number
  other: number
  wide: number
}

const likely: Weights = {
  word: (length) => Math.max(1, length / 5),
  digit: 0.5,
  sign: 0.7,
  space: 0.05,
  thai: 0.6,
  other: 0.7,
  wide: 2,
}
const most: Weights = {
  word: (length) => Math.max(1, length / 3),
  digit: 1,
  sign: 1,
  space: 0.3,
  thai: 1.3,
  other: 1.5,
  wide: 4,
}

const parts = /([A-Za-z]+)|([0-9])|(\s)|([\u0e00-\u0e7f])|([!-/:-@[-`{-~])|([\u{10000}-\u{10ffff}])|([^])/gu

function count(text: string, weights: Weights): number {
  let tokens = 0
  for (const [, word, digit, space, thai, sign, wide] of text.matchAll(parts)) {
    if (word !== undefined) tokens += weights.word(word.length)
    else if (digit !== undefined) tokens += weights.digit
    else if (space !== undefined) tokens += weights.space
    else if (thai !== undefined) tokens += weights.thai
    else if (sign !== undefined) tokens += weights.sign
    else if (wide !== undefined) tokens += weights.wide
    else tokens += weights.other
  }
  return tokens
}
