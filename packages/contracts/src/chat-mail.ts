import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'

const tag = 'Inbox'

export const chatMailSchema = z.object({
  isOn: z.boolean().meta({ description: 'Replies that visitors have not read reach them by mail.' }),
  afterSeconds: z.number().int().meta({ description: 'How long a reply may stay unread before it is mailed.' }),
  asksRating: z.boolean().meta({
    description: 'After a chat, a visitor who has left and not rated it is asked by mail how it was.',
  }),
  ratingAfterMinutes: z.number().int().meta({ description: 'How long after the end of the chat they are asked.' }),
  canSend: z.boolean().meta({ description: 'Whether this server sends mail at all.' }),
  canReceive: z.boolean().meta({ description: 'Whether answers to such mails go on in their chats.' }),
})
export type ChatMail = z.output<typeof chatMailSchema>

export const getChatMail = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chat-mail',
  summary: 'Whether replies reach visitors by mail once they have left, and whether they are asked how the chat was',
  tag,
  allow: 'member',
  response: chatMailSchema,
})

export const changeChatMail = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/chat-mail',
  summary: 'Switch mails to visitors on or off, or change when they go out',
  tag,
  allow: 'admin',
  body: z.strictObject({
    isOn: z.boolean().optional(),
    afterSeconds: z.number().int().min(0).max(3600).optional(),
    asksRating: z.boolean().optional(),
    ratingAfterMinutes: z.number().int().min(0).max(10_080).optional(),
  }),
  response: chatMailSchema,
  example: { afterSeconds: 300 },
})
