import { damaged } from './file-problem.ts'
import type { OfficePackage } from './office-package.ts'
import type { Report } from './read-text.ts'
import { createTextBlocks, oneLine, type TextBlocks } from './text-blocks.ts'
import { parseXml } from './xml.ts'

/** The slides in their order, each under its title. Notes and hidden slides are the speaker's own. */
export function readPptx(office: OfficePackage, report: Report): string {
  const blocks = createTextBlocks()
  const slides = slidesOf(office)
  for (const [index, name] of slides.entries()) {
    const xml = office.part(name)
    if (xml === undefined) throw damaged('A slide is missing.')
    readSlide(xml, index + 1, blocks)
    report((index + 1) / slides.length)
  }
  return blocks.text()
}

function slidesOf(office: OfficePackage): string[] {
  const relations = office.relations(office.main)
  const names: string[] = []
  parseXml(office.part(office.main) ?? '', {
    open(tag, attributes) {
      const target = tag === 'sldId' ? relations.get(attributes['r:id'] ?? '')?.target : undefined
      if (target) names.push(target)
    },
  })
  return names
}

type Found = { title: string; texts: { text: string; rows?: string[][] }[]; isHidden: boolean }

function readSlide(xml: string, number: number, blocks: TextBlocks): void {
  const { title, texts, isHidden } = findTexts(xml)
  if (isHidden || (title === '' && texts.length === 0)) return
  blocks.addHeading(2, title || `Slide ${number}`)
  for (const { text, rows } of texts) {
    if (rows) blocks.addTable(rows)
    else blocks.add(text)
  }
}

function findTexts(xml: string): Found {
  const found: Found = { title: '', texts: [], isHidden: false }
  let isTitle = false
  let isSaying = false
  let paragraph = ''
  let rows: string[][] | null = null
  let cell: string[] | null = null
  let fallback = 0
  const endParagraph = () => {
    if (fallback > 0) return
    if (cell) cell.push(paragraph)
    else if (isTitle) found.title = oneLine(`${found.title} ${paragraph}`)
    else if (oneLine(paragraph) !== '') found.texts.push({ text: paragraph })
  }
  parseXml(xml, {
    open(tag, attributes) {
      if (tag === 'sld') found.isHidden = attributes.show === '0'
      else if (tag === 'Fallback') fallback += 1
      else if (tag === 'sp') isTitle = false
      else if (tag === 'ph') isTitle = ['title', 'ctrTitle'].includes(attributes.type ?? '')
      else if (tag === 'tbl') rows = []
      else if (tag === 'tr') rows?.push([])
      else if (tag === 'tc') cell = []
      else if (tag === 'p') paragraph = ''
      else if (tag === 'br') paragraph += '\n'
      isSaying = tag === 't'
    },
    text(text) {
      if (isSaying) paragraph += text
    },
    close(tag) {
      isSaying = false
      if (tag === 'Fallback') fallback -= 1
      else if (tag === 'sp') isTitle = false
      else if (tag === 'p') endParagraph()
      else if (tag === 'tc' && cell) {
        rows?.at(-1)?.push(cell.join(' '))
        cell = null
      } else if (tag === 'tbl' && rows) {
        found.texts.push({ text: '', rows })
        rows = null
      }
    },
  })
  return found
}
