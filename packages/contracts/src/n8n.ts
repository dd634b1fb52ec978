import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { id, localeSchema, optionalText, text, timestamp, webAddress } from './fields.ts'
import { limits } from './limits.ts'

/** Which node of n8n a workflow begins with. Both are called alike; a Chat Trigger knows no header and no JWT. */
export const n8nTriggers = ['chat', 'webhook'] as const
/**
 * wait: the answer is the reply. stream: the same, and its words are shown as they come. async: the workflow acknowledges
 * at once and calls back with its answer.
 */
export const n8nModes = ['wait', 'stream', 'async'] as const
export const n8nAuthKinds = ['none', 'basic', 'header', 'jwt'] as const

/** Headers that MiniChat or the connection itself sets. */
const ownHeaders =
  /^(accept|connection|content-.*|cookie|expect|host|idempotency-key|keep-alive|te|trailer|transfer-encoding|upgrade|x-minichat-.*)$/i

/** How n8n knows that it is MiniChat who calls. The secret (password, value of the header, key of the JWT) is apart. */
const authSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('basic'),
    userName: text(200).regex(/^[^:]*$/, { error: 'Must not hold a colon.' }),
  }),
  z.strictObject({
    kind: z.literal('header'),
    name: text(100)
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, { error: 'Must be the name of a header.' })
      .refine((name) => !ownHeaders.test(name), { error: 'This header is set by MiniChat itself.' }),
  }),
  z.strictObject({ kind: z.literal('jwt') }),
])

const attributeName = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,39}$/)

/** How a workflow is asked: what a link of the chain of the kind `n8n` keeps. */
export const n8nSettings = z
  .strictObject({
    url: webAddress(2000).meta({ description: 'The production address of the trigger.' }),
    trigger: z.enum(n8nTriggers).default('webhook'),
    mode: z.enum(n8nModes).default('wait'),
    auth: authSchema.default({ kind: 'none' }),
    timeoutMs: z
      .number()
      .int()
      .min(limits.n8nTimeoutMinMs)
      .max(limits.n8nTimeoutMaxMs)
      .default(60_000)
      .meta({ description: 'For the whole answer; then the next responder is asked, and a late answer is ignored.' }),
    heartbeat: z
      .strictObject({ en: optionalText(120).default(''), th: optionalText(120).default('') })
      .default({ en: '', th: '' })
      .meta({ description: 'What visitors read while they wait. Empty: words of ours.' }),
    attributes: z.array(attributeName).max(limits.attributesMax).default([]).meta({
      description: 'Of what is known of the visitor, the attributes that the workflow gets. No others go out.',
    }),
  })
  .refine(({ trigger, auth }) => trigger === 'webhook' || auth.kind === 'none' || auth.kind === 'basic', {
    path: ['auth', 'kind'],
    error: 'A Chat Trigger knows basic authentication only.',
  })

/** Of password, header value or JWT key. */
export const n8nSecret = z
  .string()
  .max(2000)
  .regex(/^[^\r\n\0]*$/, { error: 'Must be one line.' })

/** Why a workflow gave no answer. What to do about each stands in the docs and in the dashboard. */
export const n8nProblems = [
  'address',
  'unreachable',
  'no-secret',
  'no-signing-secret',
  'auth-missing',
  'auth-wrong',
  'not-registered',
  'workflow-failed',
  'no-respond-node',
  'not-understood',
  'busy',
  'status',
  'html',
  'broken-json',
  'broken-stream',
  'empty',
  'too-long',
  'timeout',
  'said-error',
] as const

const sourceSchema = z.object({ title: z.string(), url: z.string() })

/** One question to a workflow and all that came of it. */
export const n8nTrial = z.object({
  request: z
    .object({
      url: z.string(),
      headers: z.array(z.object({ name: z.string(), value: z.string() })),
      body: z.string(),
    })
    .nullable()
    .meta({ description: 'As it was sent, secrets masked. null: nothing was sent.' }),
  response: z
    .object({ status: z.number().int(), contentType: z.string(), body: z.string(), isCut: z.boolean() })
    .nullable()
    .meta({ description: 'As it came; `isCut`: only the beginning is here. Stack traces are left out.' }),
  text: z.string(),
  quickReplies: z.array(z.string()),
  handsOver: z.boolean(),
  sources: z.array(sourceSchema),
  firstTextMs: z.number().int().nullable(),
  durationMs: z.number().int(),
  problem: z.object({ kind: z.enum(n8nProblems), message: z.string() }).nullable(),
})

const common = { tag: 'n8n', allow: 'admin' } as const

export const tryN8n = defineEndpoint({
  ...common,
  method: 'POST',
  path: '/api/v1/n8n/try',
  summary: 'Ask a workflow one question and see all of the exchange',
  description:
    'Nothing is stored, and no other responder is asked when it fails. An asynchronous answer is waited for, two ' +
    'minutes at most.',
  body: z.strictObject({
    settings: n8nSettings,
    secret: n8nSecret.optional(),
    providerId: id.optional().meta({
      description: 'A link of the chain, whose secret is used where none is given. It goes to its own server only.',
    }),
    question: text(limits.questionMaxLength),
    locale: localeSchema.default('en'),
  }),
  response: n8nTrial,
  errors: ['NOT_FOUND', 'RESPONDER_FAILED'],
  example: {
    settings: { url: 'https://n8n.example.com/webhook/shop-chat', mode: 'stream' },
    question: 'Where is my order?',
  },
})

export const getN8nSigning = defineEndpoint({
  ...common,
  method: 'GET',
  path: '/api/v1/n8n/signing-secret',
  summary: 'When the signing secret was made',
  description: 'The secret itself is shown once, when it is made.',
  response: z.object({
    madeAt: timestamp.nullable().meta({ description: 'null: there is none yet; calls go out unsigned.' }),
    oldCountsUntil: timestamp.nullable().meta({ description: 'Until then the one before still signs answers.' }),
  }),
})

export const makeN8nSigning = defineEndpoint({
  ...common,
  method: 'POST',
  path: '/api/v1/n8n/signing-secret',
  summary: 'Make a signing secret, in place of the one before',
  description:
    'With it MiniChat signs what it sends to workflows, and workflows what they call back with. The one before is ' +
    'accepted of workflows for 24 hours more. The secret is in this answer and nowhere else.',
  byKey: null,
  status: 201,
  tellsSecret: true,
  response: z.object({ secret: z.string(), madeAt: timestamp, oldCountsUntil: timestamp.nullable() }),
})

export const answerByN8n = defineEndpoint({
  method: 'POST',
  path: '/api/v1/n8n/answers/:token',
  summary: 'Give the answer to a question that a workflow has acknowledged',
  description:
    'The address comes with the question as `metadata.callbackUrl`. The body is signed: `x-minichat-signature: ' +
    't=<seconds since 1970>,v1=<hex>`, where the hex is HMAC-SHA256 of `<t>.<body>` with the workspace’s signing ' +
    'secret. A repeat, and an answer that comes too late, are taken and ignored. `error` in place of `output` says ' +
    'that there will be no answer.',
  tag: 'n8n',
  allow: 'public',
  params: z.strictObject({ token: z.string().max(120) }),
  body: z.looseObject({}),
  response: z.object({
    accepted: z.boolean(),
    reason: z
      .enum(['duplicate', 'late', 'over'])
      .nullable()
      .meta({ description: 'Why it was ignored. over: somebody took the chat over, or the answer was stopped.' }),
  }),
  errors: ['NOT_FOUND', 'SIGNATURE_WRONG'],
  example: { output: 'Your order left today.', quickReplies: ['Where is it now?'], handOver: false },
})

export type N8nSettings = z.output<typeof n8nSettings>
export type N8nSettingsDraft = z.input<typeof n8nSettings>
export type N8nProblem = (typeof n8nProblems)[number]
export type N8nTrial = z.output<typeof n8nTrial>
