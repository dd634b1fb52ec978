import type { DocumentFormat } from './documents.store.ts'

export type RecognisedFile = { format: 'pdf' } | { format: 'markdown' | 'text'; text: string }

const pdfMarkWithin = 1024
const controlCharacters = /[\u0001-\u0008\u000E-\u001A\u001C-\u001F]/

/** What a file is by its bytes; a name or a declared type can say anything. Undefined for what cannot be read here. */
export function recogniseFile(bytes: Buffer, fileName: string): RecognisedFile | undefined {
  if (bytes.subarray(0, pdfMarkWithin).includes('%PDF-')) return { format: 'pdf' }
  const text = decodeText(bytes)
  if (text === undefined || text.includes('\0') || controlCharacters.test(text)) return undefined
  return { format: textFormat(text, fileName), text: text.trim() }
}

function decodeText(bytes: Buffer): string | undefined {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Both are plain text; the name may tell them apart, and so do headings. */
const textFormat = (text: string, fileName: string): Exclude<DocumentFormat, 'pdf'> =>
  /\.(md|markdown)$/i.test(fileName) || /^#{1,6} \S/m.test(text) ? 'markdown' : 'text'
