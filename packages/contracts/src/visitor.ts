import { z } from 'zod'
import { chatStateSchema, marksSchema, messageSchema, ratingSchema, runningAnswerSchema } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { chatChangeSchema, chatEventSchema } from './events.ts'
import { clientMessageId, id, localeSchema, messageText, pageQuery, timestamp, webAddress } from './fields.ts'
import { identityErrors } from './identity.ts'
import { limits } from './limits.ts'

/**
 * What a visitor's browser calls, from any page that the widget allows. All POST bodies are JSON sent as `text/plain`,
 * so that no CORS preflight is needed; the token goes in the body, never into an address.
 */
export const visitorParams = z.strictObject({
  widgetKey: z.string().max(80).meta({ example: 'wk_AZnA3nAAcACAAAAAAAAAAQ_7Qm2rT9xKc4' }),
})
export const visitorToken = z.string().min(20).max(600)
export const visitorErrors = ['WIDGET_NOT_FOUND', 'ORIGIN_NOT_ALLOWED'] as const
export const tokenErrors = [...visitorErrors, 'INVALID_VISITOR_TOKEN', 'IDENTITY_REQUIRED'] as const

export const widgetPositions = ['right', 'left'] as const
const perLocale = z.object({ en: z.string(), th: z.string() })

export const visitorChatSchema = chatStateSchema.extend({
  id,
  lastSeq: z.number().int(),
  marks: marksSchema,
  rating: ratingSchema.nullable(),
})

/** Outside the office hours. */
const backAt = timestamp
  .nullable()
  .meta({ description: 'When the team is there again; null while it is, and where nobody knows.' })

export const getWidgetConfig = defineEndpoint({
  method: 'GET',
  path: '/api/v1/visitor/:widgetKey/config',
  summary: 'How a widget looks and what it says (cacheable)',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  response: z.object({
    title: z.string(),
    accentColor: z.string().meta({ example: '#0f766e' }),
    position: z.enum(widgetPositions),
    greeting: perLocale,
    paused: z.boolean(),
    privacyUrl: z.string().nullable().meta({ description: 'The owner’s privacy page.' }),
    consentRequired: z.boolean().meta({
      description:
        'Nothing is kept on the device, nor of it and of pages on the server, before the page calls `MiniChat.consent(true)`.',
    }),
  }),
  errors: visitorErrors,
})

export const startSession = defineEndpoint({
  method: 'POST',
  path: '/api/v1/visitor/:widgetKey/session',
  summary: 'Start or resume a chat',
  description:
    'Without a token, or with one that is no longer valid, a new token is given; nothing is stored before the first ' +
    'message. With a token: its chat with the newest 50 messages, oldest first, and the answer being written. ' +
    'Keep the returned token in place of the one sent. A chat that has ended is still shown; `startNew` gives a token ' +
    'for a new one, for the same visitor. With `identity`, a token by which the site proves who the visitor is, the ' +
    'newest open chat of that person comes; what an unproven visitor has said before is never theirs.',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  body: z.strictObject({
    token: visitorToken.nullish(),
    startNew: z.boolean().default(false),
    identity: z.string().min(1).max(limits.identityTokenMaxLength).optional(),
  }),
  response: z.object({
    token: z.string(),
    verifiedUntil: timestamp
      .nullable()
      .meta({ description: 'When the proof ends; null for who is not proven. Before, give a fresh `identity`.' }),
    memberOnline: z.boolean().meta({ description: 'Whether a member of the workspace is there now.' }),
    backAt,
    chat: visitorChatSchema.nullable().meta({ description: 'null before the first message.' }),
    messages: z.array(messageSchema),
    changes: z.array(chatChangeSchema).meta({ description: 'Changes of hands among these messages, by seq.' }),
    olderCursor: z.string().nullable(),
    answer: runningAnswerSchema.nullable(),
  }),
  errors: [...visitorErrors, 'IDENTITY_REQUIRED', ...identityErrors],
  example: {},
})

export const postVisitorMessage = defineEndpoint({
  method: 'POST',
  path: '/api/v1/visitor/:widgetKey/messages',
  summary: 'Send a message as a visitor',
  description: 'Answered after the message is stored. The same clientMessageId is stored once and answered the same.',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  body: z.strictObject({
    token: visitorToken,
    clientMessageId,
    text: messageText,
    locale: localeSchema.optional(),
    pageUrl: webAddress(2000)
      .optional()
      .meta({ description: 'Where the chat begins; to be left out of who has not consented, where the page asks.' }),
  }),
  status: 201,
  response: messageSchema,
  errors: [
    ...tokenErrors,
    'WIDGET_PAUSED',
    'VISITOR_BLOCKED',
    'SESSION_CLOSED',
    'SESSION_FULL',
    'CLIENT_MESSAGE_ID_REUSED',
  ],
  example: {
    token: 'vt1.the-token-that-session-gave',
    clientMessageId: 'm-4f6c2a9e81b04d7c',
    text: 'How long does shipping take?',
  },
})

export const listVisitorMessages = defineEndpoint({
  method: 'POST',
  path: '/api/v1/visitor/:widgetKey/history',
  summary: 'Older messages of the chat',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  body: z.strictObject({ token: visitorToken, ...pageQuery.shape }),
  paged: true,
  response: z.array(messageSchema),
  errors: tokenErrors,
})

export const requestPerson = defineEndpoint({
  method: 'POST',
  path: '/api/v1/visitor/:widgetKey/person',
  summary: 'Ask for a person',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  body: z.strictObject({ token: visitorToken }),
  response: visitorChatSchema.extend({ backAt }),
  errors: [...tokenErrors, 'SESSION_CLOSED'],
})

const after = z.int32().min(0).meta({ description: 'The last number that the client has; 0 for none.' })

export const streamVisitor = defineEndpoint({
  method: 'POST',
  path: '/api/v1/visitor/:widgetKey/stream',
  summary: 'Follow the chat live (Server-Sent Events)',
  description: 'First what came after the given number, then `ready`, then the live rest: no gap and no double.',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  body: z.strictObject({ token: visitorToken, after }),
  stream: true,
  response: chatEventSchema,
  errors: tokenErrors,
})

export const pollVisitor = defineEndpoint({
  method: 'POST',
  path: '/api/v1/visitor/:widgetKey/poll',
  summary: 'Follow the chat by long polling',
  description:
    'For networks that buffer or cut streams. Answers as soon as there is something, after `waitMs` at the latest.',
  tag: 'Visitor',
  allow: 'visitor',
  params: visitorParams,
  body: z.strictObject({ token: visitorToken, after, waitMs: z.number().int().min(0).max(25_000).default(0) }),
  response: z.object({ events: z.array(chatEventSchema) }),
  errors: tokenErrors,
})

export type WidgetConfig = z.output<typeof getWidgetConfig.response>
export type VisitorChat = z.output<typeof visitorChatSchema>
export type VisitorSession = z.output<typeof startSession.response>
