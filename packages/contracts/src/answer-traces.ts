import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, timestamp } from './fields.ts'

const milliseconds = z.number().int()

/** How an answer came about. */
export const answerTraceSchema = z.object({
  answerId: id,
  createdAt: timestamp,
  outcome: z
    .enum(['done', 'failed', 'interrupted'])
    .meta({ description: 'interrupted: the visitor stopped it, or a member took over.' }),
  responder: z
    .string()
    .nullable()
    .meta({ description: 'Which one answered: `builtin`, `rule` (no AI was asked), or the kind of a provider.' }),
  question: z.string().meta({ description: 'As it was answered.' }),
  searchedFor: z
    .string()
    .nullable()
    .meta({ description: 'What was searched for, where a follow-up was written out first.' }),
  passages: z
    .array(
      z.object({
        passageId: id,
        title: z.string(),
        score: z.number().meta({ description: '0 to 1: how surely it answers the question.' }),
        isGiven: z.boolean().meta({ description: 'Whether whoever wrote the answer was given it.' }),
        citedAs: z.number().int().nullable().meta({ description: 'Its number in the answer; null: not cited.' }),
        quote: z.string().nullable().meta({ description: 'Words of the passage that the answer rests on.' }),
        text: z.string().nullable().meta({ description: 'null: it is not in the knowledge any more.' }),
        url: z.string().nullable(),
      }),
    )
    .meta({ description: 'What was found, the best first.' }),
  promptVersion: z
    .string()
    .nullable()
    .meta({ description: 'Of the instructions that the model got; null: no model was asked.' }),
  hops: z
    .array(
      z.object({
        responder: z.string(),
        providerId: z.string().nullable(),
        model: z.string().nullable(),
        outcome: z.enum(['answered', 'failed', 'skipped', 'abandoned']),
        reason: z.string().nullable(),
        startedMs: milliseconds,
        firstDeltaMs: milliseconds.nullable(),
        durationMs: milliseconds,
      }),
    )
    .meta({ description: 'Who tried to answer, in order, and how it went.' }),
  checks: z
    .array(z.object({ name: z.string(), detail: z.string() }))
    .meta({ description: 'What was noticed, left out or refused, such as `unsupported-sentence`.' }),
  usage: z
    .object({ inputTokens: z.number().int(), outputTokens: z.number().int(), costMicroUsd: z.number().int() })
    .nullable()
    .meta({ description: 'Of all calls for it, in tokens and millionths of a US dollar; null: nothing was counted.' }),
  firstDeltaMs: milliseconds.nullable().meta({ description: 'From the beginning to the first words shown.' }),
  totalMs: milliseconds,
})

export const getAnswerTrace = defineEndpoint({
  method: 'GET',
  path: '/api/v1/chats/:chatId/messages/:messageId/trace',
  summary: 'Why the AI said what it said',
  description:
    'Kept with each answer for as long as its chat. `NOT_FOUND` for messages of people, and for answers older than that.',
  tag: 'Chats',
  allow: 'member',
  params: z.strictObject({ chatId: id, messageId: id }),
  response: answerTraceSchema,
  errors: ['NOT_FOUND'],
})

export type AnswerTraceView = z.output<typeof answerTraceSchema>
