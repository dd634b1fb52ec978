import { fileLimits } from './file-limits.ts'
import { damaged } from './file-problem.ts'
import type { OfficePackage } from './office-package.ts'
import type { Report } from './read-text.ts'
import { assertLength, createTextBlocks, recordsText } from './text-blocks.ts'
import { type CellFormat, readCellFormats, showNumber } from './xlsx-formats.ts'
import { parseXml } from './xml.ts'

type Book = { office: OfficePackage; strings: string[]; formats: CellFormat[]; startsIn1904: boolean }
type Sheet = { name: string; part: string }

/** Each sheet under its name, each row as `column: value` lines. Hidden sheets are left out. */
export function readXlsx(office: OfficePackage, report: Report): string {
  const relations = [...office.relations(office.main).values()]
  const partOf = (type: string) => {
    const target = relations.find((one) => one.type.endsWith(`/${type}`))?.target
    return target ? (office.part(target) ?? '') : ''
  }
  const { sheets, startsIn1904 } = readWorkbook(office)
  const book = {
    office,
    strings: readStrings(partOf('sharedStrings')),
    formats: readCellFormats(partOf('styles')),
    startsIn1904,
  }
  const blocks = createTextBlocks()
  for (const [index, sheet] of sheets.entries()) {
    const text = recordsText(readRows(book, sheet))
    if (text !== '') {
      blocks.addHeading(2, sheet.name)
      blocks.add(text)
    }
    report((index + 1) / sheets.length)
  }
  return blocks.text()
}

function readWorkbook(office: OfficePackage): { sheets: Sheet[]; startsIn1904: boolean } {
  const relations = office.relations(office.main)
  const sheets: Sheet[] = []
  let startsIn1904 = false
  parseXml(office.part(office.main) ?? '', {
    open(tag, attributes) {
      if (tag === 'workbookPr') startsIn1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (tag !== 'sheet' || /hidden/i.test(attributes.state ?? '')) return
      const relation = relations.get(attributes['r:id'] ?? '')
      if (relation?.type.endsWith('/worksheet')) sheets.push({ name: attributes.name ?? '', part: relation.target })
    },
  })
  return { sheets, startsIn1904 }
}

/** Texts that cells share. How they are to be read aloud (`rPh`) is none of them. */
function readStrings(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let isSaying = false
  let aloud = 0
  parseXml(xml, {
    open(tag) {
      if (tag === 'si') text = ''
      if (tag === 'rPh') aloud += 1
      isSaying = tag === 't' && aloud === 0
    },
    text(part) {
      if (isSaying) text += part
    },
    close(tag) {
      isSaying = false
      if (tag === 'rPh') aloud -= 1
      if (tag === 'si') strings.push(text)
    },
  })
  return strings
}

function readRows(book: Book, { part }: Sheet): string[][] {
  const xml = book.office.part(part)
  if (xml === undefined) throw damaged('A sheet is missing.')
  const rows: string[][] = []
  let length = 0
  let cell = { column: 0, type: '', style: 0, value: '' }
  let isSaying = false
  parseXml(xml, {
    open(tag, attributes) {
      if (tag === 'row') rows.push([])
      if (tag === 'c') {
        const column = columnOf(attributes.r) ?? rows.at(-1)?.length ?? 0
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '' }
      }
      isSaying = tag === 'v' || (tag === 't' && cell.type === 'inlineStr')
    },
    text(part) {
      if (isSaying) cell.value += part
    },
    close(tag) {
      isSaying = false
      if (tag !== 'c' || cell.column >= fileLimits.sheetColumns) return
      const row = rows.at(-1)
      if (!row) return
      const shown = showCell(book, cell)
      while (row.length < cell.column) row.push('')
      row[cell.column] = shown
      length += shown.length
      assertLength(length)
    },
  })
  return rows
}

function showCell(book: Book, { type, style, value }: { type: string; style: number; value: string }): string {
  if (type === 's') return book.strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  // What could not be computed says nothing.
  if (type === 'e') return ''
  if (type !== 'n' || value === '') return value
  return showNumber(Number(value), book.formats[style] ?? 'number', book.startsIn1904) ?? value
}

/** `BC12` is column 54, counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
