import { z } from 'zod'
import { authorKinds } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, pageQuery, text, timestamp } from './fields.ts'
import { limits } from './limits.ts'

export const searchKinds = ['messages', 'visitors', 'knowledge'] as const

/** A text with what was looked for marked in it: places in UTF-16 units, `end` is behind the last. */
export const markedTextSchema = z.object({
  text: z.string(),
  highlights: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
})

export const foundMessageSchema = z.object({
  kind: z.literal('message'),
  id,
  chatId: id,
  seq: z.number().int().meta({ description: 'Number of the message in its chat.' }),
  author: z.object({ kind: z.enum(authorKinds), id: id.nullable(), name: z.string().nullable() }),
  visitorName: z.string().nullable(),
  widgetName: z.string(),
  createdAt: timestamp,
  excerpt: markedTextSchema,
})

export const foundVisitorSchema = z.object({
  kind: z.literal('visitor'),
  id,
  name: markedTextSchema.nullable(),
  email: markedTextSchema.nullable(),
  phone: markedTextSchema.nullable(),
  isVerified: z.boolean(),
  chatId: id.nullable().meta({ description: 'Their newest chat; null while they have none.' }),
  lastActiveAt: timestamp.nullable(),
})

export const foundKnowledgeSchema = z.object({
  kind: z.literal('knowledge'),
  passageId: id,
  entryId: id.nullable(),
  documentId: id.nullable(),
  title: markedTextSchema,
  excerpt: markedTextSchema,
})

export const foundSchema = z.discriminatedUnion('kind', [foundMessageSchema, foundVisitorSchema, foundKnowledgeSchema])

/** Of messages only. */
export const messageFilter = {
  from: timestamp.optional().meta({ description: 'Written at this moment or later.' }),
  until: timestamp.optional().meta({ description: 'Written before this moment.' }),
  widgetId: id.optional(),
  authorKind: z.enum(authorKinds).optional(),
  memberId: id.optional().meta({ description: 'Written by this member.' }),
  labelId: id.optional().meta({ description: 'In chats that have this label at the moment.' }),
  provider: z
    .string()
    .regex(/^[a-z0-9_-]{1,40}$/)
    .optional()
    .meta({ description: 'Answers by this kind of provider, such as `anthropic`, `n8n` or `builtin`.' }),
}

export const search = defineEndpoint({
  method: 'GET',
  path: '/api/v1/search',
  summary: 'Find messages, visitors or knowledge',
  description:
    'Messages that hold all words, the newest first: words in their forms, Thai and other unspaced scripts wherever they ' +
    'stand. What was written a moment ago is found within about a second. A page of messages may be shorter than asked ' +
    'for while `nextCursor` says that there is more. Visitors by the beginning of a name, an e-mail address or a ' +
    'telephone number; knowledge by what answers the question, the best first. The filters are for messages.',
  tag: 'Search',
  allow: 'member',
  query: pageQuery.extend({
    q: text(limits.searchMaxLength),
    kind: z.enum(searchKinds).default('messages'),
    limit: z.coerce.number().int().min(1).max(limits.searchPageMax).default(20),
    unfinished: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'The last word may go on: for searching while somebody is still writing.' }),
    ...messageFilter,
  }),
  paged: true,
  response: z.array(foundSchema),
})

export type SearchKind = (typeof searchKinds)[number]
export type MarkedText = z.output<typeof markedTextSchema>
export type FoundMessage = z.output<typeof foundMessageSchema>
export type FoundVisitor = z.output<typeof foundVisitorSchema>
export type FoundKnowledge = z.output<typeof foundKnowledgeSchema>
export type Found = z.output<typeof foundSchema>
