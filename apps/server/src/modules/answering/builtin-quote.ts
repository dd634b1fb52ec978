import { sentences } from '../../platform/text/index.ts'
import { coverageOf, type RetrievedPassage } from '../knowledge/index.ts'

/** What is shown, and the words of the passage behind it, letter by letter. */
export type Quote = { shown: string; quote: string }

const wholeEntryMaxLength = 800
const wholePassageMaxLength = 360
const enoughLength = 220

/** The words of a passage that answer: all of a short one, else the sentences that hold most of the question. */
export function quoteFrom(passage: RetrievedPassage): Quote {
  const { text, entryId, evidence } = passage
  const isTable = /^\|.*\|\s*$/m.test(text)
  const longestWhole = entryId === null ? wholePassageMaxLength : wholeEntryMaxLength
  if (!isTable && text.length <= longestWhole) return same(text)
  const pieces = sentences(text)
  const head = pieces.findIndex(isRow)
  const isOnlyRow = pieces.filter(isRow).length === 1
  // Of a table the row is sought that the whole message is about, the story of it too; the head names no row.
  const units = isTable ? evidence.units.map((unit) => ({ ...unit, isAsked: true })) : evidence.units
  const scores = pieces.map((piece, index) => (index === head && !isOnlyRow ? -1 : coverageOf(units, piece)))
  const best = scores.indexOf(Math.max(...scores))
  const row = pieces[best] ?? text
  if (isRow(row)) return { shown: readableRow(row, pieces), quote: row }
  return same(stretch(text, pieces, best))
}

const same = (quote: string): Quote => ({ shown: quote, quote })
const isRow = (line: string): boolean => /^\|.*\|$/.test(line)
const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())

/** 'Oolong: water 95 °C, 1 minute', from a table's row and its head. */
function readableRow(row: string, pieces: string[]): string {
  const [name = '', ...values] = cellsOf(row)
  const head = pieces.find(isRow)
  const labels = head && head !== row ? cellsOf(head).slice(1) : []
  return `${name} – ${values.map((value, index) => (labels[index] ? `${labels[index]}: ${value}` : value)).join(', ')}`
}

/** From the best sentence on, until enough is said; before it too when it stands at the end. */
function stretch(text: string, pieces: string[], best: number): string {
  let first = best
  let last = best
  const between = () => {
    const start = startOf(text, pieces, first)
    return text.slice(start, startOf(text, pieces, last) + (pieces[last]?.length ?? 0))
  }
  while (between().length < enoughLength && last + 1 < pieces.length && !isRow(pieces[last + 1]!)) last++
  while (between().length < enoughLength && first > 0 && !isRow(pieces[first - 1]!)) first--
  return between()
}

/** Sentences are pieces of the text in order, so each is found after the one before. */
function startOf(text: string, pieces: string[], index: number): number {
  let at = 0
  for (const [number, piece] of pieces.entries()) {
    at = text.indexOf(piece, at)
    if (number === index) return at
    at += piece.length
  }
  return 0
}
