import { detectLocale } from '../../platform/text/index.ts'
import { chunkMarkdown, chunkText } from './chunking.ts'
import type { ReadDocument } from './files/process-messages.ts'
import type { DocumentFormat } from './files/recognise-file.ts'
import { indexPassage } from './index-passage.ts'

/** Formats without headings: everything else was read as Markdown. */
const plain: DocumentFormat[] = ['text', 'pdf']

/** Cuts a text into passages, with all that is stored of them. */
export function indexText(title: string, format: DocumentFormat, text: string): ReadDocument {
  const chunks = plain.includes(format) ? chunkText(title, text) : chunkMarkdown(title, text)
  const passages = chunks.map((chunk) => indexPassage(chunk.title, chunk.text, detectLocale(chunk.text)))
  return { text, passages }
}
