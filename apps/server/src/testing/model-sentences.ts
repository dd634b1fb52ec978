/**
 * The nth of many sentences that a model may say without a source, because they ask something: what tests stream. In
 * letters, as a figure would need a source.
 */
export const nthQuestion = (n: number): string => `Shall I tell you of number ${inLetters(n)}? `

/** 0 as a, 25 as z, 26 as aa. */
export function inLetters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26))
  return n < 26 ? last : inLetters(Math.floor(n / 26) - 1) + last
}
