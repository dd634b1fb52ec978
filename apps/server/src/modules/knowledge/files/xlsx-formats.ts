import { parseXml } from './xml.ts'

/** How a cell shows its number: dates and percentages are numbers in a spreadsheet. */
export type CellFormat = 'number' | 'percent' | 'date' | 'time' | 'date-time'

const dayMs = 24 * 3600_000
/** Excel takes 1900 for a leap year: its days count from two days before 1900-01-01, from March on. */
const dayZero = Date.UTC(1899, 11, 30)
const dayZeroOf1904 = Date.UTC(1904, 0, 1)

const builtIn: Record<number, CellFormat> = {
  9: 'percent',
  10: 'percent',
  22: 'date-time',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
}
const isBuiltInDate = (id: number) => (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** By the number of a style, as cells name it. */
export function readCellFormats(xml: string): CellFormat[] {
  const custom = new Map<number, CellFormat>()
  const formats: CellFormat[] = []
  let isInCells = false
  parseXml(xml, {
    open(tag, attributes) {
      if (tag === 'numFmt') custom.set(Number(attributes.numFmtId), formatOfCode(attributes.formatCode ?? ''))
      if (tag === 'cellXfs') isInCells = true
      if (tag === 'xf' && isInCells) {
        const id = Number(attributes.numFmtId ?? 0)
        formats.push(custom.get(id) ?? builtIn[id] ?? (isBuiltInDate(id) ? 'date' : 'number'))
      }
    },
    close(tag) {
      if (tag === 'cellXfs') isInCells = false
    },
  })
  return formats
}

/** Only the part for positive numbers counts; what stands in quotes or brackets is text, colour or language. */
function formatOfCode(code: string): CellFormat {
  const marks = (code.split(';')[0] ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase()
  const hasDate = /[dy]|b{2,4}/.test(marks)
  const hasTime = /[hs]/.test(marks)
  if (hasDate) return hasTime ? 'date-time' : 'date'
  if (hasTime) return 'time'
  if (/^m+$/.test(marks)) return 'date'
  return marks.includes('%') ? 'percent' : 'number'
}

/** @returns undefined for what is no number or no moment. */
export function showNumber(value: number, format: CellFormat, startsIn1904: boolean): string | undefined {
  if (!Number.isFinite(value)) return undefined
  if (format === 'percent') return `${trim(value * 100)}%`
  if (format === 'number') return trim(value)
  const at = new Date(Math.round((startsIn1904 ? dayZeroOf1904 : dayZero) / 1000 + (value * dayMs) / 1000) * 1000)
  if (Number.isNaN(at.getTime())) return undefined
  const [date = '', time = ''] = at.toISOString().split(/[T.]/)
  const shownTime = time.replace(/:00$/, '')
  if (format === 'date') return date
  return format === 'time' ? shownTime : `${date} ${shownTime}`
}

/** As people see it: 0.1 + 0.2 is 0.3. */
const trim = (value: number) => String(Number(value.toPrecision(15)))
