import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, localeSchema, pageQuery, timestamp } from './fields.ts'

export const mailStatuses = ['waiting', 'sent', 'failed', 'kept'] as const

export const mailSchema = z.object({
  id,
  to: z.string().meta({ example: 'mali@example.com' }),
  template: z.string().meta({ example: 'password-reset' }),
  locale: localeSchema,
  status: z
    .enum(mailStatuses)
    .meta({ description: '`kept`: this server sends no mail; a link is handed over by people.' }),
  attempts: z.number().int(),
  error: z
    .string()
    .nullable()
    .meta({ description: 'What was said the last time it was not taken.', example: '550 5.1.1 no such user' }),
  createdAt: timestamp,
  sentAt: timestamp.nullable(),
})
export type MailRecord = z.output<typeof mailSchema>

export const listMails = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/mails',
  summary: 'What was mailed in the last 30 days, the newest first',
  description: 'What the mails say is not shown: they hold one-time links.',
  tag: 'Operators',
  allow: 'operator',
  query: pageQuery.extend({ status: z.enum(mailStatuses).optional() }),
  paged: true,
  response: z.array(mailSchema),
})
