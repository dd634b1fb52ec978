import { detectLocale } from '../../platform/text/index.ts'
import { chunkMarkdown, chunkText } from './chunking.ts'
import type { DocumentFormat } from './files/recognise-file.ts'
import { type IndexedPassage, indexPassage } from './index-passage.ts'

export type ReadDocument = { text: string; passages: IndexedPassage[] }

/** Formats without headings: everything else was read as Markdown. */
const plain: DocumentFormat[] = ['text', 'pdf']

/** A heading that says by itself what it is about, as those of pages with questions and answers do. */
const isQuestion = (heading: string) => /(?:\?|ไหม|มั้ย|อะไร|เท่าไหร่|เท่าไร|ยังไง|อย่างไร|กี่\S+)\s*$/.test(heading)

/** Cuts a text into passages with all that the index holds of them. */
export function indexText(title: string, format: DocumentFormat, text: string): ReadDocument {
  const chunks = plain.includes(format) ? chunkText(title, text) : chunkMarkdown(title, text)
  const passages = chunks.map((chunk) => {
    const about = chunk.title === title || isQuestion(chunk.title) ? chunk.title : `${title} ${chunk.title}`
    return indexPassage(chunk.title, chunk.text, detectLocale(chunk.text), about)
  })
  return { text, passages }
}
