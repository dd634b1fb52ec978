import { getDocumentProxy } from 'unpdf'
import { fileLimits } from './file-limits.ts'
import { damaged, FileProblem } from './file-problem.ts'
import type { Report } from './read-text.ts'
import { assertLength } from './text-blocks.ts'

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>
type Item = { str: string; hasEOL: boolean; height: number; transform: number[] }

/** @throws FileProblem when it is locked, damaged or too long. */
export async function inspectPdf(bytes: Uint8Array): Promise<void> {
  await open(bytes)
}

/** @throws FileProblem. */
export async function readPdf(bytes: Uint8Array, report: Report): Promise<string> {
  const document = await open(bytes)
  let text = ''
  for (let number = 1; number <= document.numPages; number++) {
    text += `${await pageText(document, number)}\n\n`
    assertLength(text.length)
    report(number / document.numPages)
  }
  return text
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  const document = await getDocumentProxy(bytes, { verbosity: 0, disableFontFace: true }).catch((error: unknown) => {
    throw error instanceof Error && error.name === 'PasswordException'
      ? new FileProblem('DOCUMENT_PROTECTED', 'This PDF is protected by a password. Save it without one.', error)
      : damaged('This PDF is damaged and cannot be read.', error)
  })
  if (document.numPages > fileLimits.pdfPages) {
    const message = `This PDF has ${document.numPages} pages; ${fileLimits.pdfPages} can be read. Split it up.`
    throw new FileProblem('DOCUMENT_TOO_LONG', message)
  }
  return document
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
