import type { Stretch } from './find-wanted.ts'

/** Part of a text with what is marked in it. */
type Excerpt = { text: string; highlights: Stretch[] }

const before = 60
const longest = 240

/** The part of a text around what was found first; cut ends have an ellipsis. */
export function excerptOf(text: string, found: readonly Stretch[]): Excerpt {
  const first = found[0]?.start ?? 0
  const start = text.length <= longest || first <= before ? 0 : cutNear(text, first - before)
  const end = text.length - start <= longest ? text.length : cutNear(text, start + longest)
  const head = start > 0 ? '…' : ''
  const shift = head.length - start
  const highlights = found
    .filter((one) => one.start < end && one.end > start)
    .map((one) => ({ start: Math.max(one.start, start) + shift, end: Math.min(one.end, end) + shift }))
  return { text: `${head}${text.slice(start, end)}${end < text.length ? '…' : ''}`, highlights }
}

/** A place shortly after this one where nothing is torn apart: behind a space, else before a whole character. */
function cutNear(text: string, at: number): number {
  const space = text.slice(at, at + 20).search(/\s/)
  if (space >= 0) return at + space + 1
  let place = at
  while (place < text.length && /^[\p{M}\u0E33\uDC00-\uDFFF]/u.test(text.slice(place, place + 2))) place += 1
  return place
}
