import { inLetters } from '../../apps/server/src/testing/model-sentences.ts'

/** Of an answer that is relayed. */
const chunkCount = 50

/** The first piece tells when the model server had the request. All of them ask, as what they stated would need a source. */
export const firstPiece = (arrivedAt: number) => `Did it arrive at ${inLetters(Math.round(arrivedAt * 1000))}? `
export const laterPieces = Array.from(
  { length: chunkCount - 1 },
  (_, part) => `Is this part ${inLetters(part)} of it? `,
)
export const lastPiece = laterPieces.at(-1)?.trim() ?? ''

const arrival = /Did it arrive at ([a-z]+)\?/

/** When the model server had the request, as the text of its answer says; null while that is not there yet. */
export function arrivalIn(text: string): number | null {
  const [, letters] = arrival.exec(text) ?? []
  return letters ? fromLetters(letters) / 1000 : null
}

/** a is 0, z is 25, aa is 26: what `inLetters` wrote. */
const fromLetters = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0) - 1

/** In milliseconds since 1970, with fractions. */
export const now = () => performance.timeOrigin + performance.now()
