import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { optionalText, text, webAddress } from './fields.ts'

export const embedderKinds = ['builtin', 'openai', 'google', 'ollama'] as const
export type EmbedderKind = (typeof embedderKinds)[number]

/** Which model turns the knowledge into vectors, and how far it has come. The key itself is never given back. */
export const embeddingsSchema = z.object({
  kind: z.enum(embedderKinds).meta({
    description: '`builtin`: likeness of spelling, without a provider. `openai`: any endpoint with `/embeddings`.',
  }),
  baseUrl: z.string().meta({ example: 'https://api.example.com/v1' }),
  model: z.string(),
  hasApiKey: z.boolean(),
  passageCount: z.number().int(),
  embeddedCount: z.number().int().meta({ description: 'Passages that have a vector of this model.' }),
  problem: z.string().nullable().meta({ description: 'Why the model did not embed the last time, in plain words.' }),
})

const apiKey = optionalText(400)
  .regex(/^[\x21-\x7e]*$/, { error: 'A key has no spaces, line breaks or letters beyond ASCII.' })
  .nullable()
  .optional()
  .meta({ description: 'Left out: as it was, for the same server. null: none.' })

const change = z
  .strictObject({
    kind: z.enum(embedderKinds),
    baseUrl: webAddress(500).optional(),
    model: text(120).optional(),
    apiKey,
  })
  .refine(({ kind, baseUrl }) => kind === 'builtin' || baseUrl !== undefined, {
    error: 'Enter the address of the endpoint.',
    path: ['baseUrl'],
  })
  .refine(({ kind, model }) => kind === 'builtin' || model !== undefined, {
    error: 'Enter the name of the model.',
    path: ['model'],
  })

export const getEmbeddings = defineEndpoint({
  method: 'GET',
  path: '/api/v1/knowledge/embeddings',
  summary: 'Which model embeds the knowledge, and how far it has come',
  tag: 'Knowledge',
  allow: 'member',
  response: embeddingsSchema,
})

export const setEmbeddings = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/knowledge/embeddings',
  summary: 'Choose the model that embeds the knowledge',
  description:
    'The model is tried out with a word first: what does not work is refused with the reason, and nothing changes. ' +
    'Then all passages are embedded in the background; until each has its vector, the built-in ones are compared.',
  tag: 'Knowledge',
  allow: 'admin',
  body: change,
  response: embeddingsSchema,
  errors: ['ADDRESS_NOT_ALLOWED', 'RESPONDER_FAILED'],
  example: { kind: 'builtin' },
})

export type Embeddings = z.output<typeof embeddingsSchema>
export type EmbeddingsChange = z.output<typeof setEmbeddings.body>
