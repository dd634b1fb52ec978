import { z } from 'zod'
import { defineEndpoint } from './endpoint.ts'
import { errorCatalogue } from './errors.ts'
import { email, id, nothing, text, timestamp } from './fields.ts'
import { limits } from './limits.ts'
import { attributesOf, verifiedFactsSchema } from './profile.ts'

/** What can be wrong with the token by which a site proves who a visitor is. */
export const identityErrors = [
  'IDENTITY_TOKEN_MALFORMED',
  'IDENTITY_ALGORITHM_REFUSED',
  'IDENTITY_KEY_UNKNOWN',
  'IDENTITY_SIGNATURE_WRONG',
  'IDENTITY_AUDIENCE_WRONG',
  'IDENTITY_LIFETIME_WRONG',
  'IDENTITY_EXPIRED',
  'IDENTITY_CLAIM_INVALID',
] as const satisfies (keyof typeof errorCatalogue)[]

const seconds = z.number().int().min(0).max(9_999_999_999)

/** The claims of such a token that are looked at; others are passed over. Ids are compared letter by letter. */
export const identityClaims = z.object({
  sub: z
    .string()
    .max(limits.externalIdMaxLength)
    .regex(/^[^\p{C}]+$/u),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: seconds,
  iat: seconds,
  nbf: seconds.optional(),
  name: text(limits.nameMaxLength).nullish(),
  email: email.nullish(),
  attributes: attributesOf.nullish(),
})

export const identityKeySchema = z.object({
  id: id.meta({ description: 'Goes into the token’s header as `kid`.' }),
  createdAt: timestamp,
  retiresAt: timestamp.nullable().meta({ description: 'After that it counts no more; null: no end is set.' }),
  lastUsedAt: timestamp.nullable(),
})

/** The only time that the secret is shown. */
const newKey = z.object({ key: identityKeySchema, secret: z.string() })
const keyParams = z.strictObject({ keyId: id })
const keys = { tag: 'Visitor identity', allow: 'admin' } as const

export const listIdentityKeys = defineEndpoint({
  ...keys,
  method: 'GET',
  path: '/api/v1/identity-keys',
  summary: 'List the keys by which sites prove who a visitor is',
  description: 'Those that count now, the newest first; never their secrets.',
  response: z.array(identityKeySchema),
})

export const createIdentityKey = defineEndpoint({
  ...keys,
  method: 'POST',
  path: '/api/v1/identity-keys',
  summary: 'Make an identity key',
  description: 'The secret is in this answer and nowhere else, so an `Idempotency-Key` has no effect here.',
  byKey: null,
  status: 201,
  tellsSecret: true,
  response: newKey,
  errors: ['IDENTITY_KEYS_FULL'],
})

export const rotateIdentityKey = defineEndpoint({
  ...keys,
  method: 'POST',
  path: '/api/v1/identity-keys/:keyId/rotate',
  summary: 'Replace an identity key by a new one',
  description: 'Both count until the old one retires, `overlapHours` from now.',
  params: keyParams,
  body: z.strictObject({
    overlapHours: z.number().int().min(0).max(limits.identityOverlapMaxHours).default(limits.identityMaxHours),
  }),
  byKey: null,
  status: 201,
  tellsSecret: true,
  response: newKey,
  errors: ['NOT_FOUND', 'IDENTITY_KEYS_FULL'],
  example: { overlapHours: 24 },
})

export const revokeIdentityKey = defineEndpoint({
  ...keys,
  method: 'DELETE',
  path: '/api/v1/identity-keys/:keyId',
  summary: 'Revoke an identity key at once',
  description: 'Visitors whom it proved are unknown from now on; their open streams end within seconds.',
  params: keyParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export const testIdentityToken = defineEndpoint({
  ...keys,
  method: 'POST',
  path: '/api/v1/identity-keys/test',
  summary: 'Say what is wrong with an identity token',
  description: 'Looks at it as a widget’s call would, and stores nothing.',
  body: z.strictObject({
    token: z.string().min(1).max(limits.identityTokenMaxLength),
    widgetKey: z.string().max(80).optional().meta({ description: 'The widget that it is for.' }),
  }),
  response: z.object({
    problem: z.enum(identityErrors).nullable(),
    claim: z.string().nullable().meta({ description: 'The claim that is wrong, where it is a single one.' }),
    identity: verifiedFactsSchema.extend({ keyId: id, expiresAt: timestamp }).nullable(),
  }),
  example: { token: 'eyJhbGciOiJIUzI1NiIsImtpZCI6IiJ9.e30.AA' },
})

export type IdentityKey = z.output<typeof identityKeySchema>
export type IdentityClaims = z.output<typeof identityClaims>
export type IdentityTest = z.output<typeof testIdentityToken.response>
