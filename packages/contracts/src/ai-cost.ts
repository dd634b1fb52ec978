import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { text, timestamp } from './fields.ts'

/** What a cap is for: a visitor or an address in a day, the workspace in a day, the workspace in a month. */
export const capScopes = ['visitor', 'address', 'day', 'workspace'] as const

/** A hundred thousand dollars. */
const maxMicroUsd = 100_000_000_000
const microUsd = z.number().int().min(0).meta({ description: 'Millionths of a US dollar.', example: 20_000_000 })
const count = z.number().int()

const cap = (description: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(maxMicroUsd)
    .nullable()
    .meta({ description: `${description}, in millionths of a US dollar. null: no cap.`, example: 20_000_000 })

const capFields = {
  visitorMicroUsd: cap('For one visitor in a day'),
  addressMicroUsd: cap('For all visitors of one address in a day'),
  dayMicroUsd: cap('For the workspace in a day'),
  monthMicroUsd: cap('For the workspace in a month'),
}
export const aiCapsSchema = z.object(capFields)

export const getAiCaps = defineEndpoint({
  method: 'GET',
  path: '/api/v1/ai/caps',
  summary: 'What the AI providers may cost',
  tag: 'AI',
  allow: 'admin',
  response: aiCapsSchema,
})

export const updateAiCaps = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/ai/caps',
  summary: 'Change what the AI providers may cost',
  description:
    'A call that could go beyond a cap does not begin: the built-in responder answers, or a person. Days and months are those of UTC.',
  tag: 'AI',
  allow: 'admin',
  body: aiCapsSchema.partial().strict(),
  response: aiCapsSchema,
  example: { visitorMicroUsd: 500_000, monthMicroUsd: 200_000_000 },
})

const sums = {
  costMicroUsd: microUsd,
  calls: count.meta({ description: 'Calls that have ended, also those that failed or were broken off.' }),
  failed: count,
  abandoned: count.meta({ description: 'Broken off by a visitor, a member or a stop; charged by estimate.' }),
  refused: count.meta({ description: 'Calls that a cap did not let begin.' }),
  unpriced: count.meta({ description: 'Calls of models for which there is no price.' }),
  inputTokens: count,
  outputTokens: count,
}
export const aiSumsSchema = z.object(sums)

export const capUseSchema = z.object({
  scope: z.enum(['day', 'workspace']),
  usedMicroUsd: microUsd.meta({ description: 'With what is reserved for calls under way.' }),
  capMicroUsd: microUsd.nullable(),
  state: z.enum(['ok', 'near', 'reached']).meta({ description: 'near: from 80 % on.' }),
})

export const getAiSpend = defineEndpoint({
  method: 'GET',
  path: '/api/v1/ai/spend',
  summary: 'What the AI providers cost',
  description: 'By day, provider and model. Days are those of UTC.',
  tag: 'AI',
  allow: 'admin',
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }),
  response: z.object({
    today: aiSumsSchema,
    month: aiSumsSchema,
    caps: z.array(capUseSchema),
    days: z
      .array(aiSumsSchema.extend({ day: z.iso.date() }))
      .meta({ description: 'Each of the last days, the oldest first.' }),
    providers: z.array(aiSumsSchema.extend({ providerId: z.string(), kind: z.string() })).meta({
      description: 'Of these days, the dearest first.',
    }),
    models: z.array(aiSumsSchema.extend({ model: z.string(), kind: z.string() })),
    resetsAt: timestamp.meta({ description: 'When the next month begins.' }),
  }),
})

const perMillion = (what: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(10_000_000_000)
    .meta({ description: `Millionths of a US dollar for a million ${what} tokens.`, example: 2_500_000 })

export const aiPriceSchema = z.strictObject({
  model: text(200)
    .toLowerCase()
    .meta({ description: 'Its name; `*` stands for any letters. The longest that fits counts.', example: 'gpt-4o*' }),
  inputMicroUsd: perMillion('input'),
  outputMicroUsd: perMillion('output'),
})

const aiPricesSchema = z.object({
  prices: z.array(aiPriceSchema).meta({ description: 'Set by operators. They come before the others.' }),
  defaults: z.array(aiPriceSchema).meta({ description: 'Those that come with MiniChat.' }),
  defaultsAsOf: z.iso.date(),
})

export const getAiPrices = defineEndpoint({
  method: 'GET',
  path: '/api/v1/admin/ai-prices',
  summary: 'What models cost',
  tag: 'Operators',
  allow: 'operator',
  response: aiPricesSchema,
})

export const setAiPrices = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/admin/ai-prices',
  summary: 'Set what models cost',
  description: 'Replaces the operators’ list. It counts for calls that begin from now on, in every workspace.',
  tag: 'Operators',
  allow: 'operator',
  body: z.strictObject({
    prices: z
      .array(aiPriceSchema)
      .max(200)
      .refine((rows) => new Set(rows.map(({ model }) => model)).size === rows.length, {
        error: 'Each model may be named once.',
      }),
  }),
  response: aiPricesSchema,
  example: { prices: [{ model: 'llama-3.3-70b*', inputMicroUsd: 590_000, outputMicroUsd: 790_000 }] },
})

export type AiCaps = z.output<typeof aiCapsSchema>
export type AiSums = z.output<typeof aiSumsSchema>
export type AiSpend = z.output<typeof getAiSpend.response>
export type AiPrice = z.output<typeof aiPriceSchema>
export type AiPrices = z.output<typeof getAiPrices.response>
export type AiCapUse = z.output<typeof capUseSchema>
