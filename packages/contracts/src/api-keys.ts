import { z } from 'zod'
import { defineEndpoint, scopes } from './endpoint.ts'
import { id, nothing, text, timestamp } from './fields.ts'
import { limits } from './limits.ts'

const expiresInDays = z
  .int()
  .min(1)
  .max(limits.apiKeyMaxDays)
  .default(limits.apiKeyDefaultDays)
  .meta({ description: 'Days from now for which the secret works.' })
const prefix = z.string().meta({
  description: 'How the secret begins, to know it by.',
  example: 'mck_AZnA3gAAcACAAAAAAAAAAQ_k3v9q0xw',
})
const use = {
  lastUsedAt: timestamp.nullable().meta({ description: 'To the minute.' }),
  lastUsedAddress: z.string().nullable(),
}

export const apiKeySchema = z.object({
  id,
  name: z.string(),
  scope: z.enum(scopes),
  prefix,
  createdAt: timestamp,
  createdBy: z.string().nullable().meta({ description: 'Name of whoever made it; null when they are gone.' }),
  expiresAt: timestamp,
  ...use,
  replaced: z
    .array(z.object({ prefix, worksUntil: timestamp, ...use }))
    .meta({ description: 'Earlier secrets that still work, after a rotation.' }),
})

/** The whole secret, which is told this once: only its hash is stored. */
const withSecret = z.object({ key: apiKeySchema, secret: z.string() })
const keyParams = z.strictObject({ keyId: id })
const tag = 'API keys'

export const listApiKeys = defineEndpoint({
  method: 'GET',
  path: '/api/v1/api-keys',
  summary: 'List the API keys of the workspace, the newest first',
  tag,
  allow: 'admin',
  paged: true,
  response: z.array(apiKeySchema),
})

export const createApiKey = defineEndpoint({
  method: 'POST',
  path: '/api/v1/api-keys',
  summary: 'Make an API key',
  description: 'The answer tells the secret, this once. It is not kept, so an `Idempotency-Key` has no effect here.',
  tag,
  allow: 'admin',
  // Who got hold of a key must not be able to make others that outlive it.
  byKey: null,
  body: z.strictObject({ name: text(limits.nameMaxLength), scope: z.enum(scopes), expiresInDays }),
  status: 201,
  tellsSecret: true,
  response: withSecret,
  errors: ['QUOTA_REACHED'],
  example: { name: 'Nightly export', scope: 'read', expiresInDays: 90 },
})

export const renameApiKey = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/api-keys/:keyId',
  summary: 'Rename an API key',
  tag,
  allow: 'admin',
  params: keyParams,
  body: z.strictObject({ name: text(limits.nameMaxLength) }),
  response: apiKeySchema,
  errors: ['NOT_FOUND'],
  example: { name: 'Weekly export' },
})

export const rotateApiKey = defineEndpoint({
  method: 'POST',
  path: '/api/v1/api-keys/:keyId/rotate',
  summary: 'Replace the secret of an API key',
  description:
    'The answer tells the new secret, this once. The old one goes on working for `overlapHours`; 0: it ends.',
  tag,
  allow: 'admin',
  byKey: null,
  params: keyParams,
  body: z.strictObject({
    overlapHours: z.int().min(0).max(limits.apiKeyMaxOverlapHours).default(limits.apiKeyDefaultOverlapHours),
    expiresInDays,
  }),
  tellsSecret: true,
  response: withSecret,
  errors: ['NOT_FOUND'],
  example: { overlapHours: 24 },
})

export const revokeApiKey = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/api-keys/:keyId',
  summary: 'Revoke an API key at once',
  description: 'Its secrets stop working and its open streams end.',
  tag,
  allow: 'admin',
  params: keyParams,
  response: nothing,
  errors: ['NOT_FOUND'],
})

export type ApiKey = z.output<typeof apiKeySchema>
