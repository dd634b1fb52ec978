export type RecognisedFile = { format: 'pdf' } | { format: 'markdown' | 'text'; text: string }

const pdfMarkWithin = 1024
/** What text files hold beside letters: tab, line feeds, form feed, escape. */
const isControl = (code: number): boolean => code < 32 && !(code >= 9 && code <= 13) && code !== 27

/** What a file is by its bytes; a name or a declared type can say anything. Undefined for what cannot be read here. */
export function recogniseFile(bytes: Buffer, fileName: string): RecognisedFile | undefined {
  if (bytes.subarray(0, pdfMarkWithin).includes('%PDF-')) return { format: 'pdf' }
  const text = decodeText(bytes)
  if (text === undefined || isBinary(text)) return undefined
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
const textFormat = (text: string, fileName: string): 'markdown' | 'text' =>
  /\.(md|markdown)$/i.test(fileName) || /^#{1,6} \S/m.test(text) ? 'markdown' : 'text'

function isBinary(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isControl(text.charCodeAt(at))) return true
  return false
}
