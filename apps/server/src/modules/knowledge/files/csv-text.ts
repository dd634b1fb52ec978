import { damaged } from './file-problem.ts'
import { assertLength, recordsText } from './text-blocks.ts'

const separators = [',', ';', '\t'] as const

/** A table of values as `column: value` lines, one paragraph for each row. */
export function readCsv(text: string): string {
  const records = recordsText(parseCsv(text))
  assertLength(records.length)
  return records
}

/** By RFC 4180, with the separator that the first line has most of. Quotes can hold line feeds. */
export function parseCsv(source: string): string[][] {
  const text = source
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
  const separator = separatorOf(text)
  const rows: string[][] = [[]]
  let value = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (isQuoted) {
      if (letter !== '"') value += letter
      else if (text[at + 1] === '"') value += text[++at]
      else isQuoted = false
    } else if (letter === '"' && value === '') isQuoted = true
    else if (letter === separator || letter === '\n') {
      rows.at(-1)?.push(value)
      value = ''
      if (letter === '\n') rows.push([])
    } else value += letter
  }
  if (isQuoted) throw damaged('A quotation mark in this table is never closed.')
  rows.at(-1)?.push(value)
  return rows
}

function separatorOf(text: string): string {
  const head = text.slice(0, text.indexOf('\n') + 1 || undefined).replace(/"[^"]*"/g, '')
  const counted = separators.map((separator) => ({ separator, count: head.split(separator).length }))
  return counted.toSorted((one, other) => other.count - one.count)[0]?.separator ?? ','
}
