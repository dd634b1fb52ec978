import { limits } from '@minichat/contracts'
import { getDocumentProxy } from 'unpdf'

export const maxPdfPages = 500

/** A file that people can do something about: what it says is shown to them. */
export class DocumentProblem extends Error {}

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>
type Item = { str: string; hasEOL: boolean; height: number; transform: number[] }

/** @throws DocumentProblem in plain words. */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const document = await open(bytes)
  if (document.numPages > maxPdfPages) {
    throw new DocumentProblem(`This PDF has ${document.numPages} pages; ${maxPdfPages} can be read. Split it up.`)
  }
  let text = ''
  for (let number = 1; number <= document.numPages; number++) {
    text += `${await pageText(document, number)}\n\n`
    if (text.length > limits.textDocumentMaxLength) {
      throw new DocumentProblem('This PDF holds more text than can be read. Split it up.')
    }
  }
  const clean = text.replaceAll('\0', '').toWellFormed().trim()
  if (!/[\p{L}\d]/u.test(clean)) {
    throw new DocumentProblem('No text was found in this PDF. It may be a scan: run text recognition on it first.')
  }
  return clean
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, disableFontFace: true })
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw new DocumentProblem(
      isLocked
        ? 'This PDF is protected by a password. Save it without one.'
        : 'This PDF is damaged and cannot be read.',
      { cause: error },
    )
  }
}

async function pageText(document: PdfDocument, number: number): Promise<string> {
  const page = await document.getPage(number)
  const content = await page.getTextContent()
  page.cleanup()
  return linesOf(content.items.filter((item): item is typeof item & Item => 'str' in item))
}

/** A gap of more than about one line between two lines makes a paragraph. */
function linesOf(items: Item[]): string {
  let text = ''
  let lastY: number | undefined
  for (const item of items) {
    const y = item.transform[5] ?? 0
    const height = item.height || 10
    if (lastY !== undefined && text.endsWith('\n') && Math.abs(lastY - y) > height * 2) text += '\n'
    text += item.str
    if (item.hasEOL) text += '\n'
    if (item.str.trim() !== '') lastY = y
  }
  return text
}
