import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'

const tag = 'Accounts'

const mentionsByMail = z.boolean().meta({
  description:
    'Whether a mention in a note that you have not seen for some minutes, without a dashboard open, is mailed to you.',
})

export const mailNoticesSchema = z.object({
  mentionsByMail,
  canSend: z.boolean().meta({ description: 'Whether this server sends mail at all.' }),
})
export type MailNotices = z.output<typeof mailNoticesSchema>

export const getMailNotices = defineEndpoint({
  method: 'GET',
  path: '/api/v1/me/mails',
  summary: 'What you are told by mail',
  tag,
  allow: 'signed-in',
  response: mailNoticesSchema,
})

export const changeMailNotices = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/me/mails',
  summary: 'Change what you are told by mail',
  tag,
  allow: 'signed-in',
  body: z.strictObject({ mentionsByMail }),
  response: mailNoticesSchema,
  example: { mentionsByMail: false },
})
