import { normalisePlaced, type PlacedText } from './placed.ts'
import type { Wanted } from './search-terms.ts'
import { stemEnglish } from './stem.ts'
import { comparableNumber, runsIn } from './tokens.ts'

/** A stretch of a text, in UTF-16 units; `end` is behind it. */
export type Stretch = { start: number; end: number }

/** Where all that is wanted stands in a text, in order and without overlaps; null when something is not in it. */
export function findWanted(text: string, wanted: readonly Wanted[]): Stretch[] | null {
  const found = placesOfEach(text, wanted)
  return found.some((places) => places.length === 0) ? null : merged(found.flat())
}

/** Where any of it stands. */
export const findSome = (text: string, wanted: readonly Wanted[]): Stretch[] =>
  merged(placesOfEach(text, wanted).flat())

function placesOfEach(text: string, wanted: readonly Wanted[]): Stretch[][] {
  const placed = normalisePlaced(text)
  const runs = runsIn(placed.text)
  return wanted.map((one) =>
    runs.flatMap((run) => placesIn(run, one)).map(({ start, end }) => original(placed, start, end)),
  )
}

function placesIn(
  { script, text, at }: { script: string; text: string; at: number },
  { as, text: what }: Wanted,
): Stretch[] {
  if (as === 'piece') return script === 'thai' || script === 'other' ? everyPlace(text, what, at) : []
  if (as === 'number')
    return script === 'number' && comparableNumber(text) === what ? [{ start: at, end: at + text.length }] : []
  if (script !== 'latin') return []
  const isFound = as === 'word' ? stemEnglish(text) === what : text.replaceAll("'", '').startsWith(what)
  return isFound ? [{ start: at, end: at + text.length }] : []
}

function everyPlace(text: string, what: string, at: number): Stretch[] {
  const places: Stretch[] = []
  for (let from = text.indexOf(what); from >= 0; from = text.indexOf(what, from + what.length)) {
    places.push({ start: at + from, end: at + from + what.length })
  }
  return places
}

const original = ({ starts, ends }: PlacedText, start: number, end: number): Stretch => ({
  start: starts[start] ?? 0,
  end: ends[end - 1] ?? 0,
})

function merged(found: Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const one of found.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && one.start <= last.end) last.end = Math.max(last.end, one.end)
    else result.push({ ...one })
  }
  return result
}
