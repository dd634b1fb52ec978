import type { KnowledgeDocument } from '@minichat/contracts'
import { decodeText } from './decode-text.ts'
import { FileProblem, unsafe, unsupported } from './file-problem.ts'
import { findZipEnd } from './zip-end.ts'

export type DocumentFormat = KnowledgeDocument['format']
/** Pages of the web have no file. */
export type FileFormat = Exclude<DocumentFormat, 'page'>
/** `office`: an archive, of which only its parts tell what it is. */
export type FileKind = Exclude<FileFormat, 'docx' | 'xlsx' | 'pptx'> | 'office'

const marksWithin = 1024
const zipMark = 'PK\x03\x04'
/** The archive-like files of older office programs, and of new ones with a password. */
const compoundMark = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/**
 * What a file is by its bytes; a name or a declared type can say anything.
 * @throws FileProblem for what is no document, is two things at once, or is named for something else.
 */
export function recogniseFile(bytes: Buffer, fileName: string): FileKind {
  if (bytes.length === 0) throw new FileProblem('UNREADABLE_DOCUMENT', 'The file is empty.')
  const kind = kindOf(bytes, endingOf(fileName))
  const expected = kindsByEnding[endingOf(fileName)]
  if (expected && !expected.includes(kind)) {
    throw unsafe(`The name ends in .${endingOf(fileName)}, but the file is ${nameOf[kind]}.`)
  }
  return kind
}

const nameOf: Record<FileKind, string> = {
  pdf: 'a PDF',
  office: 'an archive or office document',
  html: 'a web page',
  csv: 'a table',
  markdown: 'text',
  text: 'text',
}

const textual: FileKind[] = ['markdown', 'text', 'csv']
const kindsByEnding: Record<string, FileKind[]> = {
  pdf: ['pdf'],
  docx: ['office'],
  docm: ['office'],
  xlsx: ['office'],
  xlsm: ['office'],
  pptx: ['office'],
  pptm: ['office'],
  html: ['html'],
  htm: ['html'],
  xhtml: ['html'],
  md: textual,
  markdown: textual,
  txt: textual,
  csv: textual,
  tsv: textual,
}

function kindOf(bytes: Buffer, ending: string): FileKind {
  const head = bytes.subarray(0, marksWithin).toString('latin1')
  const isZip = head.startsWith(zipMark)
  const isPdf = /^(\xef\xbb\xbf)?\s{0,16}%PDF-/.test(head)
  if (!isZip && findZipEnd(bytes)) throw unsafe('There is an archive hidden in this file.')
  if (!isPdf && head.includes('%PDF-') && bytes.includes('startxref')) {
    throw unsafe('There is a PDF hidden in this file.')
  }
  if (isZip) return 'office'
  if (isPdf) return 'pdf'
  if (bytes.subarray(0, 8).equals(compoundMark)) throw compoundProblem(bytes)
  const text = decodeText(bytes)
  if (text === undefined) throw unsupported('This kind of file cannot be read here.')
  return kindOfText(text.replace(/^\ufeff/, ''), ending)
}

function kindOfText(text: string, ending: string): FileKind {
  const start = text.slice(0, 4096).replace(/^(\s|<!--[^]*?-->|<\?xml[^>]*\?>)+/i, '')
  if (/^<(!doctype\s+html|html|head|body|script)\b/i.test(start)) return 'html'
  if (/^\s*<\?xml/.test(text) || /^<(svg|!doctype|!entity)\b/i.test(start)) {
    throw unsupported('XML and pictures cannot be read here.')
  }
  if (/^\{\\rtf|^%!PS/.test(start))
    throw unsupported('Save this as PDF or DOCX: this kind of file cannot be read here.')
  if (text.trim() === '') throw new FileProblem('UNREADABLE_DOCUMENT', 'There is no text in this file.')
  if (/^x?html?$/.test(ending)) return 'html'
  if (ending === 'csv' || ending === 'tsv') return 'csv'
  return ending === 'md' || ending === 'markdown' || /^#{1,6} \S/m.test(text) ? 'markdown' : 'text'
}

function compoundProblem(bytes: Buffer): FileProblem {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? new FileProblem('DOCUMENT_PROTECTED', 'This file is protected by a password. Save it without one.')
    : unsupported('Files of older office programs cannot be read here. Save it as DOCX, XLSX or PPTX.')
}

const endingOf = (fileName: string) => /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
