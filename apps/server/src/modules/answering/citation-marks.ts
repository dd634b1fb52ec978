/** One source named by a mark, with the words that the sentence relies on; null where the model gave none. */
export type Cite = { number: number; words: string | null }
export type Mark = { start: number; end: number; cites: Cite[] }

/** A mark that is not closed after so many characters is none. */
const longestMark = 1200
const closing: Record<string, string> = { '"': '"', '“': '”', '”': '”', "'": "'", '‘': '’', '«': '»', '「': '」' }
const opensMark = /[[【]/
const head = /\s*(?:source\s*)?(?:#\s*)?(\d{1,3})\s*/iy
const maybeHead = /^\s*(?:s(?:o(?:u(?:r(?:c(?:e\s*)?)?)?)?)?)?(?:#\s*)?(?:\d{1,3}\s*)?$/i

/**
 * Reads the mark that begins at a bracket: `[1]`, `[1, 2]`, `[1: "words"]`, `[1: "words"; 2: "words"]`.
 * @returns 'open' when its end has not come yet, null when it is no mark.
 */
export function readMark(text: string, start: number): Mark | 'open' | null {
  if (!opensMark.test(text[start] ?? '')) return null
  const mark = readMarkOf(text.slice(start, start + longestMark))
  return mark === null || mark === 'open' ? mark : { start, end: start + mark.end, cites: mark.cites }
}

function readMarkOf(text: string): Omit<Mark, 'start'> | 'open' | null {
  const unfinished = text.length < longestMark ? 'open' : null
  const cites: Cite[] = []
  let at = 1
  while (true) {
    head.lastIndex = at
    const number = head.exec(text)
    if (!number) return maybeHead.test(text.slice(at)) ? unfinished : null
    at = head.lastIndex
    let words: string | null = null
    if (text[at] === ':' || text[at] === '：') {
      const quoted = readWords(text, at + 1)
      if (!quoted) return unfinished
      words = quoted.words
      at = quoted.end
    }
    cites.push({ number: Number(number[1]), words })
    while (/\s/.test(text[at] ?? '')) at += 1
    if (at >= text.length) return unfinished
    if (text[at] === ']' || text[at] === '】') return { end: at + 1, cites }
    if (text[at] !== ',' && text[at] !== ';') return null
    at += 1
  }
}

/** Words between quotation marks, or bare ones up to the bracket. */
function readWords(text: string, from: number): { words: string; end: number } | undefined {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0)
  const close = closing[text[start] ?? '']
  if (close === undefined) {
    const end = text.slice(start).search(/[\]】]/)
    return end < 0 ? undefined : { words: text.slice(start, start + end).trim(), end: start + end }
  }
  // A quotation mark within the words does not end them: only what closes the mark, or goes on with the next source.
  for (let at = text.indexOf(close, start + 1); at >= 0; at = text.indexOf(close, at + 1)) {
    if (/^\s*(?:[\]】]|[;,]\s*#?\d{1,3}\s*[:：\]】,;])/.test(text.slice(at + 1))) {
      return { words: text.slice(start + 1, at), end: at + 1 }
    }
  }
  return undefined
}

/** All marks of a text, in order. */
export function marksIn(text: string): Mark[] {
  const marks: Mark[] = []
  for (let at = 0; at < text.length; at += 1) {
    const mark = readMark(text, at)
    if (mark === null || mark === 'open') continue
    marks.push(mark)
    at = mark.end - 1
  }
  return marks
}

/** The text without its marks, and without the space before each. */
export function withoutMarks(text: string): string {
  let rest = ''
  let at = 0
  for (const mark of marksIn(text)) {
    rest += text.slice(at, mark.start).replace(/[ \t]+$/, '')
    at = mark.end
  }
  return rest + text.slice(at)
}
