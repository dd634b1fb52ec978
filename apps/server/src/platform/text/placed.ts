import { normalise } from './normalise.ts'

/** Normalised text in which each character knows the stretch of the original that it stands for. */
export type PlacedText = { text: string; starts: number[]; ends: number[] }

/** A letter with its marks, and Korean that was taken apart, are normalised alone; what reaches further is done afterwards. */
const characters = /[\u1100-\u11FF]+|\P{M}[\p{M}\u0E33\u200B-\u200F]*|\p{M}/gsu
const acrossCharacters = /\u0E4D[\u0E48-\u0E4B]?\u0E32|\u0E40\u0E40|(\p{L}|\p{M})\1{2,}|\u0E46/gu

const known = new Map<string, string>()
const knownAtMost = 5000

function normalised(character: string): string {
  const found = known.get(character)
  if (found !== undefined) return found
  const form = normalise(character)
  if (known.size < knownAtMost) known.set(character, form)
  return form
}

/** The same as `normalise`, without the sign of repetition, and with the way back to the original. */
export function normalisePlaced(original: string): PlacedText {
  const rough: PlacedText = { text: '', starts: [], ends: [] }
  for (const { 0: character, index } of original.matchAll(characters)) {
    append(rough, normalised(character), index, index + character.length)
  }
  const placed: PlacedText = { text: '', starts: [], ends: [] }
  let at = 0
  for (const match of rough.text.matchAll(acrossCharacters)) {
    copy(placed, rough, at, match.index)
    at = match.index + match[0].length
    append(placed, formOf(match[0]), rough.starts[match.index] ?? 0, rough.ends[at - 1] ?? 0)
  }
  copy(placed, rough, at, rough.text.length)
  return placed
}

function formOf(found: string): string {
  if (found === '\u0E46') return ''
  return found.length > 1 && found.startsWith('\u0E4D')
    ? normalise(found)
    : found === '\u0E40\u0E40'
      ? '\u0E41'
      : [...found][0]!
}

function append(to: PlacedText, text: string, start: number, end: number): void {
  to.text += text
  for (let at = 0; at < text.length; at++) {
    to.starts.push(start)
    to.ends.push(end)
  }
}

function copy(to: PlacedText, from: PlacedText, start: number, end: number): void {
  to.text += from.text.slice(start, end)
  for (let at = start; at < end; at++) {
    to.starts.push(from.starts[at]!)
    to.ends.push(from.ends[at]!)
  }
}
