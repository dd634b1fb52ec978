import { z } from 'zod'
import { ratingReasons } from './chat.ts'
import { defineEndpoint } from './endpoint.ts'
import { id, localeSchema, pageQuery, text, timestamp } from './fields.ts'
import { entrySchema } from './knowledge.ts'
import { limits } from './limits.ts'

export const reviewStatuses = ['open', 'resolved', 'dismissed'] as const
export const reviewKinds = ['unanswered', 'down'] as const

/** One question that was not answered well, in its chat. */
export const reviewQuestionSchema = z.object({
  chatId: id,
  question: z.string(),
  answer: z.object({ messageId: id, seq: z.number().int(), excerpt: z.string() }),
  kind: z.enum(reviewKinds).meta({ description: 'down: rated so by the visitor, whether it was answered or not.' }),
  reason: z.enum(ratingReasons).nullable(),
  askedAt: timestamp,
})

/** Questions that are alike. */
export const reviewGroupSchema = z.object({
  id,
  status: z.enum(reviewStatuses),
  locale: localeSchema,
  unansweredCount: z.number().int(),
  downCount: z.number().int(),
  askedAt: timestamp.meta({ description: 'When the newest was asked.' }),
  questions: z.array(reviewQuestionSchema).meta({ description: 'The newest of them, at most five.' }),
  entryId: id.nullable().meta({ description: 'The entry that answers it now.' }),
  settledBy: z.string().nullable(),
  settledAt: timestamp.nullable(),
})

const tag = 'Knowledge'
const groupParams = z.strictObject({ groupId: id })

export const listReview = defineEndpoint({
  method: 'GET',
  path: '/api/v1/review',
  summary: 'Questions without a good answer, those that are alike together',
  description: 'What the AI could not answer, and what visitors rated down; the most recently asked first.',
  tag,
  allow: 'member',
  query: pageQuery.extend({ status: z.enum(reviewStatuses).default('open') }),
  paged: true,
  response: z.array(reviewGroupSchema),
})

export const answerReview = defineEndpoint({
  method: 'POST',
  path: '/api/v1/review/:groupId/answer',
  summary: 'Write the right answer: it becomes knowledge and is used at once',
  tag,
  allow: 'member',
  params: groupParams,
  body: z.strictObject({ question: text(limits.questionMaxLength), answer: text(limits.answerMaxLength) }),
  status: 201,
  response: z.object({ group: reviewGroupSchema, entry: entrySchema }),
  errors: ['NOT_FOUND', 'QUOTA_REACHED'],
  example: { question: 'Do you repair broken cups?', answer: 'Yes, for 300 baht, within two weeks.' },
})

export const settleReview = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/review/:groupId',
  summary: 'Dismiss questions, or open them again',
  description: 'Later questions that are like dismissed ones are dismissed as well.',
  tag,
  allow: 'member',
  params: groupParams,
  body: z.strictObject({ status: z.enum(['open', 'dismissed']) }),
  response: reviewGroupSchema,
  errors: ['NOT_FOUND'],
  example: { status: 'dismissed' },
})

export const askReview = defineEndpoint({
  method: 'POST',
  path: '/api/v1/review/:groupId/ask',
  summary: 'Ask the newest question again, and see what the AI answers now',
  description: 'Nobody but the caller sees the answer. It costs what an answer costs.',
  tag,
  allow: 'member',
  params: groupParams,
  response: z.object({
    question: z.string(),
    text: z.string(),
    sources: z.array(z.object({ number: z.number().int(), title: z.string() })),
    responder: z.string().nullable().meta({ description: 'null: nobody could answer.' }),
  }),
  errors: ['NOT_FOUND'],
})

export type ReviewStatus = (typeof reviewStatuses)[number]
export type ReviewGroup = z.output<typeof reviewGroupSchema>
export type ReviewQuestion = z.output<typeof reviewQuestionSchema>
