import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, nothing, optionalText, text, timestamp, webAddress } from './fields.ts'
import { limits } from './limits.ts'
import { n8nSecret, n8nSettings } from './n8n.ts'

/** Which protocol the provider of a model speaks. `compatible`: OpenAI's chat format, from anybody. */
export const modelKinds = ['openai', 'openai-responses', 'anthropic', 'google', 'compatible', 'ollama'] as const
/** All that can be added to a chain: models, and workflows of n8n. */
export const providerKinds = [...modelKinds, 'n8n'] as const
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

const shared = { id, name: z.string(), isEnabled: z.boolean(), health: healthSchema }

const aiModelSchema = z.object({
  ...shared,
  kind: z.enum(modelKinds),
  baseUrl: z.string().meta({ description: 'Empty: the provider’s own address.' }),
  model: z.string(),
  hasApiKey: z.boolean(),
  maxOutputTokens: z.number().int(),
  timeouts: timeoutsSchema,
})

const aiWorkflowSchema = z.object({
  ...shared,
  kind: z.literal('n8n'),
  settings: n8nSettings,
  hasSecret: z.boolean(),
})

export const aiProviderSchema = z.discriminatedUnion('kind', [aiModelSchema, aiWorkflowSchema])

const common = { name: text(limits.nameMaxLength), isEnabled: z.boolean() }

const ofModel = {
  baseUrl: z.union([z.literal(''), webAddress(500)]),
  model: text(200),
  apiKey: optionalText(400)
    .regex(/^[\x21-\x7e]*$/, { error: 'A key has no spaces, line breaks or letters beyond ASCII.' })
    .nullable()
    .meta({ description: 'Left out: as it was. null: removed.' }),
  maxOutputTokens: z.number().int().min(64).max(16_000),
  timeouts: z.strictObject(timeoutsSchema.partial().shape),
}

const ofWorkflow = {
  settings: n8nSettings.meta({ description: 'Of a workflow; replaced as a whole.' }),
  secret: n8nSecret.nullable().meta({ description: 'Of a workflow. Left out: as it was. null or empty: removed.' }),
}

const newProvider = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(modelKinds),
    name: common.name,
    isEnabled: common.isEnabled.default(true),
    baseUrl: ofModel.baseUrl.default(''),
    model: ofModel.model,
    apiKey: ofModel.apiKey.optional(),
    maxOutputTokens: ofModel.maxOutputTokens.default(1024),
    timeouts: ofModel.timeouts.default({}),
  }),
  z.strictObject({
    kind: z.literal('n8n'),
    name: common.name,
    isEnabled: common.isEnabled.default(true),
    settings: ofWorkflow.settings,
    secret: ofWorkflow.secret.optional(),
  }),
])

/** The stored provider says which kind it is; what belongs to another kind is refused. */
const providerChange = z.strictObject({ ...common, ...ofModel, ...ofWorkflow }).partial()

/** A provider as it stands in a form: a stored one with changes, or one that is not stored yet. */
const draft = z.strictObject({
  providerId: id.optional().meta({ description: 'A stored provider, whose key and settings fill what is left out.' }),
  kind: z.enum(providerKinds).optional().meta({ description: 'Needed without `providerId`.' }),
  ...z.strictObject({ ...ofModel, ...ofWorkflow, model: optionalText(200) }).partial().shape,
})

export const aiSettingsSchema = z.object({
  instructions: z.string(),
  tone: z.enum(tones),
  strictness: z.enum(strictnesses).meta({
    description:
      'Of sentences that no source supports. balanced: they are left out. strict: one is enough to decline the answer, which is shown once it is whole.',
  }),
  reranks: z.boolean().meta({
    description:
      'Whether the first model of the chain puts the passages that were found in order, for answers of models.',
  }),
  moderates: z.boolean().meta({
    description:
      'Whether messages go through the moderation of the first OpenAI provider in the chain before any model is asked.',
  }),
})

const params = z.strictObject({ providerId: id })
const ofAi = { tag: 'AI', allow: 'admin' } as const

export const listAiProviders = defineEndpoint({
  ...ofAi,
  method: 'GET',
  path: '/api/v1/ai/providers',
  summary: 'The AI providers that answer, in order',
  description:
    'The first that can answers; the built-in responder stands behind them all. Keys and secrets are never shown.',
  allow: 'member',
  response: z.array(aiProviderSchema),
})

export const createAiProvider = defineEndpoint({
  ...ofAi,
  method: 'POST',
  path: '/api/v1/ai/providers',
  summary: 'Add an AI provider, as the last',
  description: 'A model of a provider, or a workflow of n8n.',
  status: 201,
  body: newProvider,
  response: aiProviderSchema,
  errors: ['ADDRESS_NOT_ALLOWED'],
  example: { kind: 'anthropic', name: 'Anthropic', model: 'claude', apiKey: 'key' },
})

export const updateAiProvider = defineEndpoint({
  ...ofAi,
  method: 'PATCH',
  path: '/api/v1/ai/providers/:providerId',
  summary: 'Change an AI provider',
  description:
    'A stored key goes to the address it was entered for: with another one it is forgotten. So is the secret of a ' +
    'workflow, and that of another kind of authentication.',
  params,
  body: providerChange,
  response: aiProviderSchema,
  errors: ['NOT_FOUND', 'ADDRESS_NOT_ALLOWED'],
  example: { isEnabled: false },
})

export const deleteAiProvider = defineEndpoint({
  ...ofAi,
  method: 'DELETE',
  path: '/api/v1/ai/providers/:providerId',
  summary: 'Remove an AI provider with its key',
  params,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const orderAiProviders = defineEndpoint({
  ...ofAi,
  method: 'PUT',
  path: '/api/v1/ai/providers/order',
  summary: 'Say in which order AI providers are tried',
  description: 'Providers that are not named come after the named ones, in their old order.',
  body: z.strictObject({ ids: z.array(id).max(limits.aiProvidersMax) }),
  response: z.array(aiProviderSchema),
  example: { ids: ['0199c0de-7000-7000-8000-000000000001'] },
})

export const testAiProvider = defineEndpoint({
  ...ofAi,
  method: 'POST',
  path: '/api/v1/ai/providers/test',
  summary: 'Ask one AI provider one question, without storing anything',
  description:
    'Shows the real answer, or the real reason why there is none. No other provider steps in. A workflow is waited for ' +
    'two minutes at most.',
  body: z.strictObject({ question: text(limits.questionMaxLength), provider: draft }),
  response: z.object({
    text: z.string().meta({ description: 'What a visitor would read.' }),
    modelText: z
      .string()
      .nullable()
      .meta({ description: 'What the model wrote, before its sources were checked; null for a workflow.' }),
    citationCount: z.number().int(),
    durationMs: z.number().int(),
    firstTokenMs: z.number().int(),
  }),
  errors: ['NOT_FOUND', 'ADDRESS_NOT_ALLOWED', 'RESPONDER_FAILED'],
  example: { question: 'When are you open?', provider: { kind: 'openai', model: 'gpt', apiKey: 'key' } },
})

export const listModels = defineEndpoint({
  ...ofAi,
  method: 'POST',
  path: '/api/v1/ai/providers/models',
  summary: 'The models that an AI provider offers',
  body: z.strictObject({ provider: draft }),
  response: z.array(z.object({ id: z.string(), name: z.string() })),
  errors: ['NOT_FOUND', 'ADDRESS_NOT_ALLOWED', 'RESPONDER_FAILED'],
  example: { provider: { kind: 'openai', apiKey: 'key' } },
})

export const getAiSettings = defineEndpoint({
  ...ofAi,
  method: 'GET',
  path: '/api/v1/ai/settings',
  summary: 'How the AI speaks, whichever provider it is',
  allow: 'member',
  response: aiSettingsSchema,
})

export const updateAiSettings = defineEndpoint({
  ...ofAi,
  method: 'PATCH',
  path: '/api/v1/ai/settings',
  summary: 'Change how the AI speaks',
  body: z.strictObject({
    instructions: optionalText(limits.instructionsMaxLength).optional(),
    tone: z.enum(tones).optional(),
    strictness: z.enum(strictnesses).optional(),
    reranks: z.boolean().optional(),
    moderates: z.boolean().optional(),
  }),
  response: aiSettingsSchema,
  example: { tone: 'formal' },
})

export type AiProvider = z.output<typeof aiProviderSchema>
/** A model of a provider in the chain, and a workflow of n8n. */
export type AiModel = z.output<typeof aiModelSchema>
export type AiWorkflow = z.output<typeof aiWorkflowSchema>
export type AiModelKind = AiModel['kind']
export type AiProviderKind = AiProvider['kind']
/** As it was checked, and as it is sent. */
export type AiProviderDraft = z.output<typeof draft>
export type AiProviderTrial = z.input<typeof draft>
export type NewAiProvider = z.output<typeof newProvider>
export type AiProviderChange = z.output<typeof providerChange>
export type AiSettings = z.output<typeof aiSettingsSchema>
export type AiProviderTest = z.output<typeof testAiProvider.response>
