import type { KnowledgeDocument, KnowledgeEntry } from '@minichat/contracts'

/** Long answers are shown by their beginning. */
const excerptLength = 300
const excerpt = (text: string) => (text.length > excerptLength ? `${text.slice(0, excerptLength)}…` : text)

export const entryTarget = ({ id, question }: KnowledgeEntry) => ({
  kind: 'knowledge_entry',
  id,
  name: question.slice(0, 120),
})
export const documentTarget = ({ id, title }: KnowledgeDocument) => ({ kind: 'knowledge_document', id, name: title })

/** What the audit log shows of an entry and of a document. */
export const auditableEntry = ({ question, answer, locale, url }: KnowledgeEntry) => ({
  question,
  answer: excerpt(answer),
  locale,
  url,
})
export const auditableDocument = ({ title, format, url, characterCount }: KnowledgeDocument) => ({
  title,
  format,
  url,
  characterCount,
})
