import { limits } from '@minichat/contracts/limits'
import { FileProblem } from './file-problem.ts'

export type BlockKind = 'text' | 'item'
export type TextBlocks = ReturnType<typeof createTextBlocks>

/** Collects what is read as Markdown: blank lines between blocks, none between the items of a list. */
export function createTextBlocks() {
  let text = ''
  let last: BlockKind = 'text'

  function add(block: string, kind: BlockKind = 'text'): void {
    const clean = tidy(block)
    if (clean === '') return
    if (text !== '') text += kind === 'item' && last === 'item' ? '\n' : '\n\n'
    text += kind === 'item' ? `- ${clean}` : clean
    last = kind
    assertLength(text.length)
  }

  return {
    add,
    /** @param level 1 to 6, deeper ones count as 6. */
    addHeading(level: number, block: string): void {
      const clean = oneLine(block)
      if (clean !== '') add(`${'#'.repeat(Math.min(6, Math.max(1, level)))} ${clean}`)
    },
    addTable: (rows: string[][]) => add(tableText(rows)),
    text: () => text,
  }
}

/** @throws FileProblem when it is more than a document may hold. */
export function assertLength(length: number): void {
  if (length <= limits.textDocumentMaxLength) return
  throw new FileProblem('DOCUMENT_TOO_LONG', 'This file holds more than 1,000,000 characters. Split it up.')
}

const tidy = (text: string) =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
export const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** A larger table would be cut into pieces, of which only the first had its head. */
const wholeTableMaxLength = 800

/** A small table as such; of a larger one each row with the names of its columns. */
export function tableText(table: string[][]): string {
  const rows = table.map((row) => row.map(oneLine)).filter((row) => row.some(Boolean))
  const [head, ...others] = rows
  if (!head) return ''
  if (others.length === 0) return head.filter(Boolean).join(' — ')
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  // Not even written where its bars alone are too many.
  if (rows.length * width * 3 > wholeTableMaxLength) return recordsText(rows)
  const line = (row: string[]) =>
    `| ${Array.from({ length: width }, (_, at) => (row[at] ?? '').replaceAll('|', '/')).join(' | ')} |`
  const whole = [line(head), line(Array(width).fill('---')), ...others.map(line)].join('\n')
  return whole.length <= wholeTableMaxLength ? whole : recordsText(rows)
}

/**
 * Rows as paragraphs of `column: value` lines, so that each can be found and understood alone. The first row names the
 * columns if it looks like names: texts, and none twice.
 */
export function recordsText(table: string[][]): string {
  const rows = table.map((row) => row.map(oneLine)).filter((row) => row.some(Boolean))
  const names = rows.length > 1 && isHead(rows[0] ?? []) ? (rows.shift() ?? []) : []
  return rows.map((row) => recordText(names, row)).join('\n\n')
}

function recordText(names: string[], row: string[]): string {
  if (names.length === 0) return row.filter(Boolean).join(' — ')
  return row.flatMap((value, at) => (value === '' ? [] : [names[at] ? `${names[at]}: ${value}` : value])).join('\n')
}

function isHead(row: string[]): boolean {
  const names = row.filter(Boolean)
  const areTexts = names.every((name) => name.length <= 80 && /\p{L}/u.test(name))
  return areTexts && names.length > 1 && new Set(names).size === names.length
}
