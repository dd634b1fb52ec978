import { type ZipPart, zipOf } from './zip.fixture.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
const links = 'http://schemas.openxmlformats.org/package/2006/relationships'
const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const content = 'application/vnd.openxmlformats-officedocument'

export const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const relationsOf = (targets: { type: string; target: string; mode?: string }[]) =>
  `${head}<Relationships xmlns="${links}">${targets
    .map(
      ({ type, target, mode }, at) =>
        `<Relationship Id="rId${at + 1}" Type="${kinds}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
    )
    .join('')}</Relationships>`

function officeParts(main: string, kind: string, parts: ZipPart[]): ZipPart[] {
  const override = `<Override PartName="/${main}" ContentType="${content}.${kind}.main+xml"/>`
  return [
    {
      name: '[Content_Types].xml',
      data: `${head}<Types xmlns="${types}"><Default Extension="xml" ContentType="application/xml"/>${override}</Types>`,
    },
    { name: '_rels/.rels', data: relationsOf([{ type: 'officeDocument', target: main }]) },
    ...parts,
  ]
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const styles = `${head}<w:styles xmlns:w="${word}">
<w:style w:type="paragraph" w:styleId="Ueberschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Ueberschrift2"><w:name w:val="heading 2"/></w:style></w:styles>`

export const paragraph = (text: string, more = '') =>
  `<w:p>${more ? `<w:pPr>${more}</w:pPr>` : ''}<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`
export const headingOf = (level: 1 | 2, text: string) => paragraph(text, `<w:pStyle w:val="Ueberschrift${level}"/>`)
export const wordTable = (rows: string[][]) =>
  `<w:tbl>${rows
    .map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`)
    .join('')}</w:tbl>`

/** @param body of the document in Word's XML. */
export const docxParts = (body: string, more: ZipPart[] = []): ZipPart[] =>
  officeParts('word/document.xml', 'wordprocessingml.document', [
    { name: 'word/document.xml', data: `${head}<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>` },
    { name: 'word/_rels/document.xml.rels', data: relationsOf([{ type: 'styles', target: 'styles.xml' }]) },
    { name: 'word/styles.xml', data: styles },
    ...more,
  ])
export const docxOf = (body: string, more: ZipPart[] = []): Buffer => zipOf(docxParts(body, more))

const sheetMl = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export type SheetCell = string | { number: number; style?: number }

/** Styles: 0 as it is, 1 a date, 2 a percentage, 3 a Thai date. */
const cellStyles = `${head}<styleSheet xmlns="${sheetMl}"><numFmts count="1">
<numFmt numFmtId="164" formatCode="[$-41E]d mmmm bbbb"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/>
<xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>`

/** Sheets by name; one whose name begins with a dot is hidden. */
export function xlsxOf(sheets: Record<string, SheetCell[][]>): Buffer {
  const names = Object.keys(sheets)
  const strings = [
    ...new Set(
      Object.values(sheets)
        .flat(2)
        .filter((cell) => typeof cell === 'string'),
    ),
  ]
  const cellXml = (cell: SheetCell, row: number, column: number) => {
    const place = `${String.fromCharCode(65 + column)}${row + 1}`
    if (cell === '') return ''
    return typeof cell === 'string'
      ? `<c r="${place}" t="s"><v>${strings.indexOf(cell)}</v></c>`
      : `<c r="${place}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`
  }
  const sheetXml = (rows: SheetCell[][]) =>
    `${head}<worksheet xmlns="${sheetMl}"><sheetData>${rows
      .map((row, at) => `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, at, column)).join('')}</row>`)
      .join('')}</sheetData></worksheet>`
  const listed = names.map(
    (name, at) =>
      `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"${name.startsWith('.') ? ' state="hidden"' : ''}/>`,
  )
  return zipOf(
    officeParts('xl/workbook.xml', 'spreadsheetml.sheet', [
      {
        name: 'xl/workbook.xml',
        data: `${head}<workbook xmlns="${sheetMl}" xmlns:r="${kinds}"><sheets>${listed.join('')}</sheets></workbook>`,
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: relationsOf([
          ...names.map((_, at) => ({ type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` })),
          { type: 'sharedStrings', target: '/xl/sharedStrings.xml' },
          { type: 'styles', target: 'styles.xml' },
        ]),
      },
      {
        name: 'xl/sharedStrings.xml',
        data: `${head}<sst xmlns="${sheetMl}">${strings.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
      },
      { name: 'xl/styles.xml', data: cellStyles },
      ...names.map((name, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, data: sheetXml(sheets[name] ?? []) })),
    ]),
  )
}

const slideMl = 'http://schemas.openxmlformats.org/presentationml/2006/main'
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'
export type Slide = { title?: string; lines: string[]; isHidden?: boolean }

export function pptxOf(slides: Slide[]): Buffer {
  const shape = (lines: string[], place: string) =>
    `<p:sp><p:nvSpPr><p:nvPr>${place}</p:nvPr></p:nvSpPr><p:txBody>${lines
      .map((line) => `<a:p><a:r><a:t>${escapeXml(line)}</a:t></a:r></a:p>`)
      .join('')}</p:txBody></p:sp>`
  const slideXml = ({ title, lines, isHidden }: Slide) =>
    `${head}<p:sld xmlns:p="${slideMl}" xmlns:a="${drawing}"${isHidden ? ' show="0"' : ''}><p:cSld><p:spTree>${
      title ? shape([title], '<p:ph type="title"/>') : ''
    }${shape(lines, '<p:ph idx="1"/>')}</p:spTree></p:cSld></p:sld>`
  const ids = slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 1}"/>`).join('')
  return zipOf(
    officeParts('ppt/presentation.xml', 'presentationml.presentation', [
      {
        name: 'ppt/presentation.xml',
        data: `${head}<p:presentation xmlns:p="${slideMl}" xmlns:r="${kinds}"><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
      },
      {
        name: 'ppt/_rels/presentation.xml.rels',
        data: relationsOf(slides.map((_, at) => ({ type: 'slide', target: `slides/slide${at + 1}.xml` }))),
      },
      ...slides.map((slide, at) => ({ name: `ppt/slides/slide${at + 1}.xml`, data: slideXml(slide) })),
    ]),
  )
}
