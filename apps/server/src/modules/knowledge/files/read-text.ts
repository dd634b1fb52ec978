import { readHtml } from '../html/read-html.ts'
import { readCsv } from './csv-text.ts'
import { decodeText } from './decode-text.ts'
import { readDocx } from './docx-text.ts'
import { FileProblem, unsupported } from './file-problem.ts'
import { openPackage } from './office-package.ts'
import { readPdf } from './pdf-text.ts'
import { readPptx } from './pptx-text.ts'
import type { DocumentFormat } from './recognise-file.ts'
import { assertLength } from './text-blocks.ts'
import { readXlsx } from './xlsx-text.ts'

/** @param share of the file that has been read, 0 to 1. */
export type Report = (share: number) => void

/** The text of a file, as Markdown where the format has headings. @throws FileProblem. */
export async function readText(format: DocumentFormat, bytes: Buffer, report: Report): Promise<string> {
  const text = (await textOf(format, bytes, report)).replaceAll('\0', '').toWellFormed().trim()
  if (!/[\p{L}\d]/u.test(text)) {
    throw new FileProblem(
      'DOCUMENT_WITHOUT_TEXT',
      'No text was found in this file. If it is a scan, run text recognition on it first.',
    )
  }
  return text
}

async function textOf(format: DocumentFormat, bytes: Buffer, report: Report): Promise<string> {
  if (format === 'pdf') return readPdf(new Uint8Array(bytes), report)
  if (format === 'docx') return readDocx(openPackage(bytes))
  if (format === 'xlsx') return readXlsx(openPackage(bytes), report)
  if (format === 'pptx') return readPptx(openPackage(bytes), report)
  const text = decodeText(bytes)?.replace(/^\ufeff/, '')
  if (text === undefined) throw unsupported('This kind of file cannot be read here.')
  if (format === 'csv') return readCsv(text)
  const words = format === 'html' ? readHtml(text).markdown : text
  assertLength(words.length)
  return words
}
