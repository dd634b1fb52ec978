import { readMark } from './citation-marks.ts'

/** A stretch without an end is cut here, so that nothing waits for ever. */
const longestSegment = 700
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|no|nos|st|mr|mrs|ms|dr|tel|fig|min|max|a\.m|p\.m|กก|กม|ซม|มม|มล|ชม|น|พ\.ศ|ค\.ศ|ฯลฯ|โทร)\.$/i
const thaiClosing = /(?:ค่ะ|คะ|ครับ|จ้า|จ้ะ)$/
const terminator = /[.!?。！？…]/
const closers = /["'”’)*_]/

/**
 * Where the first sentence of a growing text ends, its marks and the white space behind it included. A sentence with a
 * mark ends as soon as the mark is closed; one without may still get its mark, so it ends when something else follows.
 * @returns undefined while that is not known yet.
 */
export function endOfSentence(text: string): number | undefined {
  for (let at = 0; at < text.length; at += 1) {
    const mark = readMark(text, at)
    if (mark === 'open') return at < longestSegment ? undefined : at
    if (mark) {
      const end = endAfterMarks(text, mark.end)
      return end === 'open' ? undefined : end
    }
    const end = boundaryAt(text, at)
    if (end === undefined) continue
    const next = nextAfterSpace(text, end)
    if (next === undefined) return end < longestSegment ? undefined : end
    const following = readMark(text, next)
    if (following === 'open') return undefined
    if (following) at = next - 1
    else return next
  }
  if (text.length < longestSegment) return undefined
  const space = text.lastIndexOf(' ')
  if (space > 0) return space + 1
  return /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length
}

/** Whether the text could be a whole sentence as it stands, should nothing follow. */
export const looksFinished = (text: string): boolean =>
  /[^\d\s.][.!?…]+["'”’)*_]*\s*$/.test(text) && !abbreviation.test(text.trimEnd())

/** Further marks and the full stop belong to the sentence; the space behind it too, where something follows. */
function endAfterMarks(text: string, from: number): number | 'open' {
  let end = from
  while (end - from < longestSegment) {
    const next = end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0)
    const mark = readMark(text, next)
    if (mark === 'open') return 'open'
    if (!mark) break
    end = mark.end
  }
  while (terminator.test(text[end] ?? '') || closers.test(text[end] ?? '')) end += 1
  while (/\s/.test(text[end] ?? '')) end += 1
  return end
}

/** The end of a sentence that could be at this character, before the white space. */
function boundaryAt(text: string, at: number): number | undefined {
  const letter = text[at] ?? ''
  if (letter === '\n') return at
  if (letter === ' ' && thaiClosing.test(text.slice(Math.max(0, at - 6), at))) return at
  if (!terminator.test(letter)) return undefined
  let end = at
  while (terminator.test(text[end] ?? '')) end += 1
  while (closers.test(text[end] ?? '')) end += 1
  if (end < text.length && !/\s/.test(text[end] ?? '')) return undefined
  const isList = /(?:^|\n)\s*(?:[-*]\s*)?\d{1,2}\.$/.test(text.slice(0, end))
  return isList || abbreviation.test(text.slice(Math.max(0, end - 12), end)) ? undefined : end
}

function nextAfterSpace(text: string, from: number): number | undefined {
  const rest = text.slice(from).search(/\S/)
  return rest < 0 ? undefined : from + rest
}
