export type Inline =
  | { type: 'text' | 'code'; text: string }
  | { type: 'break' }
  | { type: 'bold' | 'italic'; parts: Inline[] }
  | { type: 'link'; href: string; parts: Inline[] }

export type Block =
  | { type: 'paragraph' | 'heading'; parts: Inline[] }
  | { type: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { type: 'code'; text: string }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] }

const listItem = /^\s{0,8}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/
const fence = /^\s{0,3}```/

/** The small Markdown of answers as tokens, which are shown by DOM nodes: no markup is ever made from text. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = []
  const lines = source.replace(/\r\n?/g, '\n').split('\n')
  let paragraph: string[] = []
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ type: 'paragraph', parts: parseInline(paragraph.join('\n')) })
    paragraph = []
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)
    const item = listItem.exec(line)
    if (fence.test(line)) {
      endParagraph()
      const code: string[] = []
      for (at += 1; at < lines.length && !fence.test(lines[at] ?? ''); at += 1) code.push(lines[at] ?? '')
      blocks.push({ type: 'code', text: code.join('\n') })
    } else if (isTableHead(line, lines[at + 1])) {
      endParagraph()
      const head = inlineCells(line)
      const rows: Inline[][][] = []
      for (at += 2; lines[at]?.includes('|'); at += 1) {
        const cells = inlineCells(lines[at] ?? '')
        rows.push(head.map((_, column) => cells[column] ?? []))
      }
      at -= 1
      blocks.push({ type: 'table', head, rows })
    } else if (heading) {
      endParagraph()
      blocks.push({ type: 'heading', parts: parseInline(heading[1] ?? '') })
    } else if (item) {
      endParagraph()
      addItem(blocks, lines[at - 1] ?? '', item)
    } else if (line.trim()) paragraph.push(line)
    else endParagraph()
  }
  endParagraph()
  return blocks
}

/** A row of a table is followed by one of dashes, with as many cells. */
function isTableHead(line: string, next = ''): boolean {
  if (!line.includes('|') || !next.includes('|')) return false
  const rule = cellsOf(next)
  return rule.every((cell) => /^:?-+:?$/.test(cell)) && rule.length === cellsOf(line).length
}

/** Bars between them, and at the ends where somebody likes them; one after a backslash is text. */
function cellsOf(line: string): string[] {
  const cells = line.trim().replaceAll('\\|', '\0').split('|')
  if (!cells[0]) cells.shift()
  if (!cells.at(-1)?.trim()) cells.pop()
  return cells.map((cell) => cell.trim().replaceAll('\0', '|'))
}

const inlineCells = (line: string) => cellsOf(line).map((cell) => parseInline(cell))

function addItem(blocks: Block[], lineBefore: string, [, number, text = '']: RegExpExecArray): void {
  const ordered = number !== undefined
  const last = blocks.at(-1)
  // A blank line between items keeps the list going, as long as it counts on.
  const goesOn =
    last?.type === 'list' &&
    last.ordered === ordered &&
    (lineBefore.trim() !== '' || !ordered || Number(number) === last.start + last.items.length)
  if (goesOn) last.items.push(parseInline(text))
  else blocks.push({ type: 'list', ordered, start: Number(number ?? 1), items: [parseInline(text)] })
}

const address = /^https?:\/\/[^\s<>"`]+/
const deepest = 6

/** `linksOnly` for what people write: their stars and underscores are meant as such. */
export function parseInline(source: string, linksOnly = false, depth = 0): Inline[] {
  const parts: Inline[] = []
  let plain = ''
  let at = 0
  const add = (part: Inline, length: number) => {
    if (plain) parts.push({ type: 'text', text: plain })
    plain = ''
    parts.push(part)
    at += length
  }
  while (at < source.length) {
    const found = linksOnly || depth >= deepest ? null : marked(source, at, depth)
    const bare = source[at] === 'h' ? address.exec(source.slice(at, at + 2000)) : null
    if (source[at] === '\n') add({ type: 'break' }, 1)
    else if (found) add(found.part, found.length)
    else if (bare) {
      const href = bare[0].replace(/[.,;:!?'")\]*_]+$/, '')
      add({ type: 'link', href, parts: [{ type: 'text', text: href }] }, href.length)
    } else {
      plain += source[at]
      at += 1
    }
  }
  if (plain) parts.push({ type: 'text', text: plain })
  return parts
}

function marked(source: string, at: number, depth: number): { part: Inline; length: number } | null {
  const inside = (from: number, to: number) => parseInline(source.slice(from, to), false, depth + 1)
  const two = source.slice(at, at + 2)
  if (two[0] === '`') {
    const end = source.indexOf('`', at + 1)
    return end > at + 1 ? { part: { type: 'code', text: source.slice(at + 1, end) }, length: end + 1 - at } : null
  }
  if (two[0] === '[') {
    // Sticky, and bounded: text of an AI must not make the parser slow.
    const link =
      /^\[([^[\]\n]{1,500})\]\(\s*<?([^\s()<>]{1,2000}(?:\([^\s()<>]{0,500}\))?)>?\s*(?:"[^"\n]{0,200}")?\s*\)/.exec(
        source.slice(at, at + 3300),
      )
    if (!link) return null
    const parts = parseInline(link[1] ?? '', true, depth + 1)
    return { part: { type: 'link', href: link[2] ?? '', parts }, length: link[0].length }
  }
  if (two === '**' || two === '__') {
    const end = closing(source, at, two)
    return end ? { part: { type: 'bold', parts: inside(at + 2, end) }, length: end + 2 - at } : null
  }
  if (two[0] === '*' || two[0] === '_') {
    const end = closing(source, at, two[0])
    return end ? { part: { type: 'italic', parts: inside(at + 1, end) }, length: end + 1 - at } : null
  }
  return null
}

/** Where the mark that opens at `at` closes; 0 where it does not: stars with space around them are no marks. */
function closing(source: string, at: number, mark: string): number {
  const from = at + mark.length
  const isWord = (index: number) => /[\p{L}\p{N}]/u.test(source[index] ?? '')
  if (!/\S/.test(source[from] ?? '') || (mark[0] === '_' && isWord(at - 1))) return 0
  let end = source.indexOf(mark, from + 1)
  while (end > 0) {
    const before = source[end - 1] ?? ''
    const after = source[end + mark.length] ?? ''
    const isDouble = mark.length === 1 && (after === mark || before === mark)
    if (/\S/.test(before) && !isDouble && !(mark[0] === '_' && isWord(end + mark.length))) return end
    end = source.indexOf(mark, end + (isDouble ? 2 : 1))
  }
  return 0
}

/** Text that is still being written, without the half of a mark at its end: it would show for a moment and change. */
export function settleEnd(source: string): string {
  const from = source.lastIndexOf('\n\n') + 1
  const end = source
    .slice(from)
    .replace(/\[([^[\]\n]*)(?:\](?:\([^\s()]*)?)?$/, '$1')
    .replace(/[*_`]+$/, '')
  const isOpen = end.split('**').length % 2 === 0
  return source.slice(0, from) + end + (isOpen ? '**' : '')
}
