import { z } from 'zod'
import { chatParams, citationSchema } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { localeSchema, messageText } from './fields.ts'

export const assistTones = ['friendly', 'formal', 'shorter'] as const

/** What the AI is to do for a member. */
export const assistanceWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply') }).meta({ description: 'Suggest a reply, from the knowledge.' }),
  z
    .strictObject({ kind: z.literal('summary'), locale: localeSchema })
    .meta({ description: 'Sum the chat up, in the language given.' }),
  z
    .strictObject({
      kind: z.literal('translation'),
      text: messageText,
      to: z.enum(['en', 'th', 'visitor']).meta({ description: '`visitor`: what the visitor of the chat writes.' }),
    })
    .meta({ description: 'Translate a message, or the draft of a reply.' }),
  z
    .strictObject({ kind: z.literal('tone'), text: messageText, tone: z.enum(assistTones) })
    .meta({ description: 'Say the same in another tone, in the language in which it is written.' }),
])

export const assistanceSchema = z.object({
  text: z.string().meta({
    description: 'For the member to look at. Nothing of it is sent. Empty: the knowledge says nothing for a reply.',
  }),
  citations: z.array(citationSchema).meta({ description: 'Of a suggested reply: what it was taken from.' }),
})
export type Assistance = z.output<typeof assistanceSchema>

export const getAssistance = defineEndpoint({
  method: 'GET',
  path: '/api/v1/assistance',
  summary: 'Whether the AI can help members with their replies',
  tag: 'Chats',
  allow: 'member',
  response: z.object({ isAvailable: z.boolean().meta({ description: 'A model of a provider stands in the chain.' }) }),
})

export const assist = defineEndpoint({
  method: 'POST',
  path: '/api/v1/chats/:chatId/assistance',
  summary: 'Let the AI help with a reply',
  description:
    'A suggested reply is written from the knowledge and checked like an answer to a visitor. It counts against the caps of ' +
    'the workspace. Notes are shown to no provider, and nothing is sent to the visitor.',
  tag: 'Chats',
  allow: 'member',
  params: chatParams,
  body: assistanceWish,
  response: assistanceSchema,
  errors: ['NOT_FOUND', 'NO_AI_PROVIDER', 'AI_CAP_REACHED', 'RESPONDER_FAILED'],
  example: { kind: 'tone', text: 'No.', tone: 'friendly' },
})
