import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import type { ErrorCode } from './errors.ts'
import { id, localeSchema, nothing, optionalText, pageQuery, text, timestamp, webAddress } from './fields.ts'
import { organisationFields, organisationFilter } from './knowledge-organisation.ts'
import { limits } from './limits.ts'

const url = webAddress(2000)
  .nullable()
  .default(null)
  .meta({ description: 'Page that citations link to; without one they link to a page of ours that shows the source.' })

const entryFields = {
  question: text(limits.questionMaxLength),
  answer: text(limits.answerMaxLength),
  locale: localeSchema.nullable().default(null).meta({ description: 'null: found out from the words.' }),
  url,
}

export const entrySchema = z.object({
  id,
  question: z.string(),
  answer: z.string(),
  locale: localeSchema,
  url: z.string().nullable(),
  ...organisationFields,
  createdAt: timestamp,
  updatedAt: timestamp,
})

/** `page`: what a page from the web says; all others are written or uploaded. */
export const documentFormats = ['markdown', 'text', 'pdf', 'docx', 'xlsx', 'pptx', 'csv', 'html', 'page'] as const
const documentStatuses = ['scanning', 'indexing', 'ready', 'failed'] as const

/** What can be wrong with a file: codes of the catalogue. */
export const documentProblems = [
  'UNREADABLE_DOCUMENT',
  'UNSUPPORTED_DOCUMENT',
  'DOCUMENT_PROTECTED',
  'DOCUMENT_UNSAFE',
  'DOCUMENT_TOO_COMPLEX',
  'DOCUMENT_TOO_LONG',
  'DOCUMENT_WITHOUT_TEXT',
  'DOCUMENT_INFECTED',
] as const satisfies readonly ErrorCode[]

export const documentSchema = z.object({
  id,
  title: z.string(),
  format: z.enum(documentFormats),
  status: z.enum(documentStatuses).meta({
    description:
      '`scanning`: it waits for the malware scan, which is tried again every minute; nothing uses it before.',
  }),
  step: z.enum(['scan', 'read', 'index']).nullable().meta({ description: 'What is being done with it.' }),
  progress: z.number().int().nullable().meta({ description: 'Of the step, in percent, where it is known.' }),
  problem: z.string().nullable().meta({ description: 'Why it failed, in plain words.' }),
  problemCode: z.enum(documentProblems).nullable().meta({ description: 'The same for programs.' }),
  file: z.object({ name: z.string(), sizeBytes: z.number().int() }).nullable().meta({
    description: 'The file as it was uploaded; null for a text that was written, and when it was not kept.',
  }),
  characterCount: z.number().int(),
  passageCount: z.number().int(),
  url: z.string().nullable(),
  locale: localeSchema.nullable().meta({ description: 'The language most of it is in; null until it has been read.' }),
  siteId: id.nullable().meta({ description: 'Of a page from the web: the site it was read from.' }),
  ...organisationFields,
  createdAt: timestamp,
  updatedAt: timestamp,
})

const search = optionalText(200).optional().meta({ description: 'Only those whose text contains these words.' })
const entryParams = z.strictObject({ entryId: id })
const documentParams = z.strictObject({ documentId: id })
const tag = 'Knowledge'

export const listEntries = defineEndpoint({
  method: 'GET',
  path: '/api/v1/knowledge/entries',
  summary: 'List questions and answers, the newest change first',
  tag,
  allow: 'member',
  query: pageQuery.extend({ search, ...organisationFilter }),
  paged: true,
  response: z.array(entrySchema),
})

export const getEntry = defineEndpoint({
  method: 'GET',
  path: '/api/v1/knowledge/entries/:entryId',
  summary: 'One question with its answer',
  tag,
  allow: 'member',
  params: entryParams,
  response: entrySchema,
  errors: ['NOT_FOUND'],
})

export const createEntry = defineEndpoint({
  method: 'POST',
  path: '/api/v1/knowledge/entries',
  summary: 'Add a question and its answer',
  tag,
  allow: 'admin',
  byKey: 'write',
  body: z.strictObject(entryFields),
  status: 201,
  response: entrySchema,
  example: { question: 'When are you open?', answer: 'Every day from 10:00 to 19:00.' },
})

export const updateEntry = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/knowledge/entries/:entryId',
  summary: 'Change a question or its answer',
  tag,
  allow: 'admin',
  byKey: 'write',
  params: entryParams,
  body: z.strictObject({
    question: entryFields.question.optional(),
    answer: entryFields.answer.optional(),
    locale: localeSchema.nullable().optional(),
    url: webAddress(2000).nullable().optional(),
  }),
  response: entrySchema,
  errors: ['NOT_FOUND'],
  example: { answer: 'Every day from 9:00 to 19:00.' },
})

export const deleteEntry = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/knowledge/entries/:entryId',
  summary: 'Delete a question and its answer',
  tag,
  allow: 'admin',
  byKey: 'write',
  params: entryParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const listDocuments = defineEndpoint({
  method: 'GET',
  path: '/api/v1/knowledge/documents',
  summary: 'List documents, the newest change first',
  tag,
  allow: 'member',
  query: pageQuery.extend({
    siteId: id.optional().meta({ description: 'Pages read from this site; without it, what was uploaded or written.' }),
    status: z.enum(documentStatuses).optional(),
    ...organisationFilter,
  }),
  paged: true,
  response: z.array(documentSchema),
})

export const getDocument = defineEndpoint({
  method: 'GET',
  path: '/api/v1/knowledge/documents/:documentId',
  summary: 'One document with its text',
  tag,
  allow: 'member',
  params: documentParams,
  response: documentSchema.extend({ text: z.string() }),
  errors: ['NOT_FOUND'],
})

export const createDocument = defineEndpoint({
  method: 'POST',
  path: '/api/v1/knowledge/documents',
  summary: 'Add a document as Markdown or plain text',
  tag,
  allow: 'admin',
  byKey: 'write',
  body: z.strictObject({
    title: text(limits.titleMaxLength),
    format: z.enum(['markdown', 'text']).default('markdown'),
    text: text(limits.textDocumentMaxLength),
    url,
  }),
  status: 201,
  response: documentSchema,
  example: { title: 'Care guide', format: 'markdown', text: '# Care guide\n\nWash by hand in warm water.' },
})

export const uploadDocument = defineEndpoint({
  method: 'POST',
  path: '/api/v1/knowledge/documents/upload',
  summary: 'Add a PDF, DOCX, XLSX, PPTX, CSV, HTML, Markdown or text file',
  description: 'What a file is, its bytes say. A file that is refused is not kept.',
  tag,
  allow: 'admin',
  byKey: 'write',
  upload: true,
  body: z.strictObject({
    title: optionalText(limits.titleMaxLength).optional(),
    url: webAddress(2000).optional(),
  }),
  status: 201,
  response: documentSchema,
  errors: [...documentProblems, 'BODY_TOO_LARGE', 'QUOTA_REACHED'],
})

export const downloadOriginal = defineEndpoint({
  method: 'GET',
  path: '/api/v1/knowledge/documents/:documentId/original',
  summary: 'The file of a document as it was uploaded',
  tag,
  allow: 'member',
  params: documentParams,
  download: true,
  response: z.string(),
  errors: ['NOT_FOUND', 'DOCUMENT_NOT_SCANNED'],
})

export const updateDocument = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/knowledge/documents/:documentId',
  summary: 'Change a document; new text is indexed again',
  description:
    'What was read from a page of the web, or from a file that is neither Markdown nor text, cannot be changed here.',
  tag,
  allow: 'admin',
  byKey: 'write',
  params: documentParams,
  body: z.strictObject({
    title: text(limits.titleMaxLength).optional(),
    text: text(limits.textDocumentMaxLength).optional(),
    url: webAddress(2000).nullable().optional(),
  }),
  response: documentSchema,
  errors: ['NOT_FOUND'],
  example: { title: 'Care guide 2027' },
})

export const deleteDocument = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/knowledge/documents/:documentId',
  summary: 'Delete a document',
  tag,
  allow: 'admin',
  byKey: 'write',
  params: documentParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export type KnowledgeEntry = z.output<typeof entrySchema>
export type KnowledgeDocument = z.output<typeof documentSchema>
export type DocumentProblemCode = (typeof documentProblems)[number]
