import type { OfficePackage } from './office-package.ts'
import { createTextBlocks } from './text-blocks.ts'
import { parseXml, type XmlAttributes } from './xml.ts'

type Paragraph = { text: string; heading: number; isItem: boolean }
type Table = { rows: string[][]; row: string[]; cell: string[] }

/** What was taken out of the text, commands of fields, and the second spelling of a drawing for older programs. */
const skipped = new Set(['del', 'moveFrom', 'delText', 'instrText', 'Fallback'])
const spaces: Record<string, string> = { tab: ' ', br: '\n', cr: '\n', noBreakHyphen: '-' }

/** The text of a Word document with its headings, lists and tables; footnotes come at the end. */
export function readDocx(office: OfficePackage): string {
  const headings = readHeadingStyles(office)
  const blocks = createTextBlocks()
  const parts = [...office.relations(office.main).values()].filter(({ type }) => /\/(foot|end)notes$/.test(type))
  for (const name of [office.main, ...parts.map(({ target }) => target)]) {
    const xml = office.part(name)
    if (xml !== undefined) readBody(xml, headings, blocks)
  }
  return blocks.text()
}

function readBody(xml: string, headings: Map<string, number>, blocks: ReturnType<typeof createTextBlocks>): void {
  const open: string[] = []
  const paragraphs: Paragraph[] = []
  const tables: Table[] = []
  let skipping = 0

  const handlers: Record<string, (attributes: XmlAttributes) => void> = {
    p: () => paragraphs.push({ text: '', heading: 0, isItem: false }),
    pStyle: (attributes) => change({ heading: headings.get(attributes['w:val'] ?? '') ?? 0 }),
    outlineLvl: (attributes) => change({ heading: levelOf(attributes['w:val']) }),
    numId: (attributes) => change({ isItem: attributes['w:val'] !== '0' }),
    tbl: () => tables.push({ rows: [], row: [], cell: [] }),
  }
  const change = (more: Partial<Paragraph>) => Object.assign(paragraphs.at(-1) ?? {}, more)
  const say = (text: string) => {
    const paragraph = paragraphs.at(-1)
    if (paragraph && skipping === 0) paragraph.text += text
  }

  function endParagraph({ text, heading, isItem }: Paragraph): void {
    const table = tables.at(-1)
    if (table) table.cell.push(text)
    else if (heading > 0) blocks.addHeading(heading, text)
    else blocks.add(text, isItem ? 'item' : 'text')
  }

  function endTable({ rows }: Table): void {
    const outer = tables.at(-1)
    if (outer) outer.cell.push(rows.map((row) => row.join(' ')).join(' '))
    else blocks.addTable(rows)
  }

  parseXml(xml, {
    open(name, attributes) {
      if (skipped.has(name)) skipping += 1
      if (open.at(-1) === 'r' && name in spaces) say(spaces[name] ?? '')
      open.push(name)
      handlers[name]?.(attributes)
    },
    text(text) {
      if (open.at(-1) === 't') say(text)
    },
    close(name) {
      open.pop()
      if (skipped.has(name)) skipping -= 1
      const table = tables.at(-1)
      if (name === 'p') {
        const paragraph = paragraphs.pop()
        if (paragraph) endParagraph(paragraph)
      } else if (name === 'tc' && table) {
        table.row.push(table.cell.join(' '))
        table.cell = []
      } else if (name === 'tr' && table) {
        table.rows.push(table.row)
        table.row = []
      } else if (name === 'tbl') {
        const ended = tables.pop()
        if (ended) endTable(ended)
      }
    },
  })
}

/** 0 is the first level, 9 stands for running text. */
const levelOf = (value: string | undefined) => (/^[0-8]$/.test(value ?? '') ? Number(value) + 1 : 0)

/** Levels by the ids of styles: ids are in the language of the program, names of headings are not. */
function readHeadingStyles(office: OfficePackage): Map<string, number> {
  const levels = new Map<string, number>()
  const styles = [...office.relations(office.main).values()].find(({ type }) => type.endsWith('/styles'))
  const xml = styles && office.part(styles.target)
  if (xml === undefined) return levels
  let id = ''
  parseXml(xml, {
    open(tag, attributes) {
      const value = attributes['w:val'] ?? ''
      if (tag === 'style') id = attributes['w:styleId'] ?? ''
      else if (tag === 'name' && /^heading [1-9]$/i.test(value)) levels.set(id, Number(value.slice(-1)))
      else if (tag === 'name' && /^title$/i.test(value)) levels.set(id, 1)
      else if (tag === 'outlineLvl' && levelOf(value) > 0 && !levels.has(id)) levels.set(id, levelOf(value))
    },
  })
  return levels
}
