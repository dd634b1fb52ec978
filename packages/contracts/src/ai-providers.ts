import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, optionalText, text, timestamp, webAddress } from './fields.ts'
import { limits } from './limits.ts'

/** Which protocol a provider speaks. `compatible`: OpenAI's chat format, from anybody. */
export const providerKinds = ['openai', 'openai-responses', 'anthropic', 'google', 'compatible', 'ollama'] as const
export const tones = ['friendly', 'formal', 'brief'] as const
export const strictnesses = ['strict', 'balanced'] as const
export const breakerStates = ['closed', 'failing', 'open', 'trial'] as const

/** How long a provider may take, in ms. Only text that comes counts as progress, not bytes. */
const timeoutsSchema = z.object({
  firstTokenMs: z.number().int().min(1000).max(limits.firstTokenMaxMs),
  gapMs: z.number().int().min(1000).max(limits.firstTokenMaxMs),
  wholeMs: z.number().int().min(5000).max(300_000),
})

const healthSchema = z.object({
  state: z.enum(breakerStates).meta({
    description:
      'closed: it is used. failing: it is used, and failed the last time. open: it is left out until `openUntil`. ' +
      'trial: the next question tries whether it is back.',
  }),
  failuresInRow: z.number().int(),
  lastFailure: z.string().nullable(),
  lastFailedAt: timestamp.nullable(),
  openUntil: timestamp.nullable(),
})

export const aiProviderSchema = z.object({
  id,
  kind: z.enum(providerKinds),
  name: z.string(),
  isEnabled: z.boolean(),
  baseUrl: z.string().meta({ description: 'Empty: the provider’s own address.' }),
  model: z.string(),
  hasApiKey: z.boolean(),
  maxOutputTokens: z.number().int(),
  timeouts: timeoutsSchema,
  health: healthSchema,
})

const fields = {
  name: text(limits.nameMaxLength),
  isEnabled: z.boolean(),
  baseUrl: z.union([z.literal(''), webAddress(500)]),
  model: text(200),
  apiKey: optionalText(400)
    .regex(/^[\x21-\x7e]*$/, { error: 'A key has no spaces, line breaks or letters beyond ASCII.' })
    .nullable()
    .meta({ description: 'Left out: as it was. null: removed.' }),
  maxOutputTokens: z.number().int().min(64).max(16_000),
  timeouts: z.strictObject(timeoutsSchema.partial().shape),
}

const newProvider = z.strictObject({
  kind: z.enum(providerKinds),
  name: fields.name,
  isEnabled: fields.isEnabled.default(true),
  baseUrl: fields.baseUrl.default(''),
  model: fields.model,
  apiKey: fields.apiKey.optional(),
  maxOutputTokens: fields.maxOutputTokens.default(1024),
  timeouts: fields.timeouts.default({}),
})

const providerChange = z.strictObject({
  name: fields.name.optional(),
  isEnabled: fields.isEnabled.optional(),
  baseUrl: fields.baseUrl.optional(),
  model: fields.model.optional(),
  apiKey: fields.apiKey.optional(),
  maxOutputTokens: fields.maxOutputTokens.optional(),
  timeouts: fields.timeouts.optional(),
})

/** A provider as it stands in a form: a stored one with changes, or one that is not stored yet. */
const draft = z.strictObject({
  providerId: id.optional().meta({ description: 'A stored provider, whose key and settings fill what is left out.' }),
  kind: z.enum(providerKinds).optional().meta({ description: 'Needed without `providerId`.' }),
  baseUrl: fields.baseUrl.optional(),
  model: optionalText(200).optional(),
  apiKey: fields.apiKey.optional(),
  maxOutputTokens: fields.maxOutputTokens.optional(),
  timeouts: fields.timeouts.optional(),
})

export const aiSettingsSchema = z.object({
  instructions: z.string(),
  tone: z.enum(tones),
  strictness: z.enum(strictnesses).meta({
    description:
      'Of sentences that no source supports. balanced: they are left out. strict: one is enough to decline the answer, which is shown once it is whole.',
  }),
})

const params = z.strictObject({ providerId: id })
const common = { tag: 'AI', allow: 'admin' } as const

export const listAiProviders = defineEndpoint({
  ...common,
  method: 'GET',
  path: '/api/v1/ai/providers',
  summary: 'The AI providers that answer, in order',
  description: 'The first that can answers; the built-in responder stands behind them all. Keys are never shown.',
  allow: 'member',
  response: z.array(aiProviderSchema),
})

export const createAiProvider = defineEndpoint({
  ...common,
  method: 'POST',
  path: '/api/v1/ai/providers',
  summary: 'Add an AI provider, as the last',
  status: 201,
  body: newProvider,
  response: aiProviderSchema,
  errors: ['ADDRESS_NOT_ALLOWED'],
  example: { kind: 'anthropic', name: 'Anthropic', model: 'claude', apiKey: 'key' },
})

export const updateAiProvider = defineEndpoint({
  ...common,
  method: 'PATCH',
  path: '/api/v1/ai/providers/:providerId',
  summary: 'Change an AI provider',
  description: 'A stored key goes to the address it was entered for: with another one it is forgotten.',
  params,
  body: providerChange,
  response: aiProviderSchema,
  errors: ['NOT_FOUND', 'ADDRESS_NOT_ALLOWED'],
  example: { isEnabled: false },
})

export const deleteAiProvider = defineEndpoint({
  ...common,
  method: 'DELETE',
  path: '/api/v1/ai/providers/:providerId',
  summary: 'Remove an AI provider with its key',
  params,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const orderAiProviders = defineEndpoint({
  ...common,
  method: 'PUT',
  path: '/api/v1/ai/providers/order',
  summary: 'Say in which order AI providers are tried',
  description: 'Providers that are not named come after the named ones, in their old order.',
  body: z.strictObject({ ids: z.array(id).max(limits.aiProvidersMax) }),
  response: z.array(aiProviderSchema),
  example: { ids: ['0199c0de-7000-7000-8000-000000000001'] },
})

export const testAiProvider = defineEndpoint({
  ...common,
  method: 'POST',
  path: '/api/v1/ai/providers/test',
  summary: 'Ask one AI provider one question, without storing anything',
  description: 'Shows the real answer, or the real reason why there is none. No other provider steps in.',
  body: z.strictObject({ question: text(limits.questionMaxLength), provider: draft }),
  response: z.object({
    text: z.string(),
    citationCount: z.number().int(),
    durationMs: z.number().int(),
    firstTokenMs: z.number().int(),
  }),
  errors: ['NOT_FOUND', 'ADDRESS_NOT_ALLOWED', 'RESPONDER_FAILED'],
  example: { question: 'When are you open?', provider: { kind: 'openai', model: 'gpt', apiKey: 'key' } },
})

export const listModels = defineEndpoint({
  ...common,
  method: 'POST',
  path: '/api/v1/ai/providers/models',
  summary: 'The models that an AI provider offers',
  body: z.strictObject({ provider: draft }),
  response: z.array(z.object({ id: z.string(), name: z.string() })),
  errors: ['NOT_FOUND', 'ADDRESS_NOT_ALLOWED', 'RESPONDER_FAILED'],
  example: { provider: { kind: 'openai', apiKey: 'key' } },
})

export const getAiSettings = defineEndpoint({
  ...common,
  method: 'GET',
  path: '/api/v1/ai/settings',
  summary: 'How the AI speaks, whichever provider it is',
  allow: 'member',
  response: aiSettingsSchema,
})

export const updateAiSettings = defineEndpoint({
  ...common,
  method: 'PATCH',
  path: '/api/v1/ai/settings',
  summary: 'Change how the AI speaks',
  body: z.strictObject({
    instructions: optionalText(limits.instructionsMaxLength).optional(),
    tone: z.enum(tones).optional(),
    strictness: z.enum(strictnesses).optional(),
  }),
  response: aiSettingsSchema,
  example: { tone: 'formal' },
})

export type AiProvider = z.output<typeof aiProviderSchema>
export type AiProviderKind = AiProvider['kind']
export type AiProviderDraft = z.output<typeof draft>
export type NewAiProvider = z.output<typeof newProvider>
export type AiProviderChange = z.output<typeof providerChange>
export type AiSettings = z.output<typeof aiSettingsSchema>
export type AiProviderTest = z.output<typeof testAiProvider.response>
