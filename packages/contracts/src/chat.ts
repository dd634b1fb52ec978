import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { clientMessageId, id, localeSchema, messageText, nothing, pageQuery, timestamp } from './fields.ts'

/** A source of an answer. `quote` holds words that stand in the source, letter by letter. */
export const citationSchema = z.object({
  number: z.number().int().min(1),
  title: z.string(),
  url: z
    .string()
    .meta({ description: 'The owner’s page where one is known, else a page of ours that shows the source.' }),
  quote: z.string(),
})

export const authorKinds = ['visitor', 'ai', 'member'] as const

export const messageSchema = z.object({
  id,
  chatId: id,
  seq: z.number().int().meta({ description: 'Number of the event that created it; rises within a chat.' }),
  author: z.object({
    kind: z.enum(authorKinds),
    name: z.string().nullable().meta({ description: 'Of a member; null otherwise.' }),
  }),
  text: z.string(),
  clientMessageId: z.string().nullable(),
  state: z
    .enum(['complete', 'interrupted'])
    .meta({ description: 'interrupted: a member took over while the AI wrote.' }),
  citations: z.array(citationSchema),
  offersPerson: z.boolean().meta({ description: 'The answer suggests talking to a person.' }),
  createdAt: timestamp,
})

/** Who answers now, and where the chat stands. */
export const chatStateSchema = z.object({
  status: z.enum(['open', 'closed']),
  handledBy: z.enum(['ai', 'member']),
  memberName: z.string().nullable(),
  epoch: z
    .number()
    .int()
    .meta({ description: 'Grows whenever the chat changes hands; what the AI wrote for an older one is dropped.' }),
  personRequestedAt: timestamp.nullable(),
})

/** An answer being written: what is there so far. */
export const runningAnswerSchema = z.object({
  answerId: id,
  attempt: z.number().int().meta({ description: 'A new attempt starts the text anew.' }),
  epoch: z.number().int(),
  text: z.string(),
})

export const chatSummarySchema = chatStateSchema.extend({
  id,
  widgetId: id,
  widgetName: z.string(),
  visitor: z.object({ id, name: z.string().nullable() }),
  locale: localeSchema.nullable(),
  pageUrl: z.string().nullable(),
  lastSeq: z.number().int(),
  memberReadSeq: z.number().int(),
  unreadCount: z.number().int().meta({ description: 'Visitor messages after memberReadSeq.' }),
  lastMessage: z.object({ authorKind: z.enum(authorKinds), excerpt: z.string(), createdAt: timestamp }).nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
})

export const chatParams = z.strictObject({ chatId: id })

export const listChats = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chats',
  summary: 'List chats, the most recently active first',
  tag: 'Chats',
  allow: 'member',
  query: pageQuery.extend({ status: z.enum(['open', 'closed', 'all']).default('all') }),
  paged: true,
  response: z.array(chatSummarySchema),
})

export const listChatMessages = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chats/:chatId/messages',
  summary: 'Messages of a chat, newest page first, each page oldest first',
  tag: 'Chats',
  allow: 'member',
  params: chatParams,
  query: pageQuery,
  paged: true,
  response: z.array(messageSchema),
  errors: ['NOT_FOUND'],
})

export const replyToChat = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/:chatId/messages',
  summary: 'Reply as a member',
  description: 'A reply takes the chat over from the AI. The same clientMessageId is stored once.',
  tag: 'Chats',
  allow: 'member',
  params: chatParams,
  body: z.strictObject({ clientMessageId, text: messageText }),
  status: 201,
  response: messageSchema,
  errors: ['NOT_FOUND', 'SESSION_CLOSED', 'SESSION_FULL', 'CLIENT_MESSAGE_ID_REUSED'],
  example: { clientMessageId: 'm-4f6c2a9e81b04d7c', text: 'Hello, Mali here. I am looking into it.' },
})

const chatAction = (action: string, summary: string, description?: string) =>
  ({
    method: 'POST',
    path: `/api/v1/chats/:chatId/${action}`,
    summary,
    description,
    tag: 'Chats',
    allow: 'member',
    params: chatParams,
    response: chatSummarySchema,
  }) as const

export const takeOverChat = defineEndpoint({
  ...chatAction('take-over', 'Take a chat over from the AI', 'The AI falls silent at once; what it had shown is kept.'),
  path: '/api/v1/chats/:chatId/take-over',
  errors: ['NOT_FOUND', 'SESSION_CLOSED'],
})

export const handBackChat = defineEndpoint({
  ...chatAction('hand-back', 'Hand a chat back to the AI'),
  path: '/api/v1/chats/:chatId/hand-back',
  errors: ['NOT_FOUND', 'SESSION_CLOSED'],
})

export const closeChat = defineEndpoint({
  ...chatAction('close', 'Close a chat'),
  path: '/api/v1/chats/:chatId/close',
  errors: ['NOT_FOUND'],
})

export const markChatRead = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/:chatId/read',
  summary: 'Mark a chat as read up to a number',
  tag: 'Chats',
  allow: 'member',
  params: chatParams,
  body: z.strictObject({ seq: z.number().int().min(0) }),
  response: nothing,
  errors: ['NOT_FOUND'],
  example: { seq: 4 },
})

export type Citation = z.output<typeof citationSchema>
export type Message = z.output<typeof messageSchema>
export type AuthorKind = (typeof authorKinds)[number]
export type ChatState = z.output<typeof chatStateSchema>
export type ChatSummary = z.output<typeof chatSummarySchema>
export type RunningAnswer = z.output<typeof runningAnswerSchema>
