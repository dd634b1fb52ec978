import { z } from 'zod'
import { defineEndpoint, scopes } from './endpoint.ts'
import { email, id, localeSchema, text, timestamp } from './fields.ts'
import { limits } from './limits.ts'

export const roles = ['owner', 'admin', 'member'] as const
export type Role = (typeof roles)[number]

/** The pages of the dashboard that have a guide, shown to each person once. */
export const guides = ['inbox', 'knowledge', 'widget'] as const
export type Guide = (typeof guides)[number]
export const guidesSchema = z.array(z.enum(guides))

export const password = z
  .string()
  .refine((value) => !value.includes('\0'), { error: 'Must not contain the NUL character.' })
  .refine((value) => new TextEncoder().encode(value).length <= limits.passwordMaxBytes, {
    error: `At most ${limits.passwordMaxBytes} bytes.`,
  })

/** Of who is signed in, asked for once more before what concerns the account itself. */
export const ownPassword = password.meta({
  description:
    'Your password. Empty where the account has none: having signed in within the last 10 minutes stands in for it.',
})

/** The strength rule: at least 8 characters with an upper-case letter, a digit and a special character. */
export const isStrongPassword = (value: string) =>
  value.length >= limits.passwordMinLength &&
  /\p{Lu}/u.test(value) &&
  /\p{Nd}/u.test(value) &&
  /[^\p{L}\p{N}\s]/u.test(value)

export const meSchema = z.object({
  user: z.object({
    id,
    name: z.string(),
    email: z.string(),
    username: z.string().nullable(),
    locale: localeSchema,
    isOperator: z.boolean(),
    needsSecondFactor: z.boolean().meta({ description: 'true: as an operator, who first has to set one up here.' }),
    timeZone: z
      .string()
      .nullable()
      .meta({ description: 'By whose clocks the dashboard shows times; null: by those of the device.' }),
    guidesSeen: guidesSchema.meta({ description: 'Guides to pages of the dashboard that were shown.' }),
    hasPassword: z.boolean().meta({ description: 'false: signs in with an account elsewhere or a passkey.' }),
  }),
  workspaces: z.array(
    z.object({
      id,
      name: z.string(),
      role: z.enum(roles),
      isSample: z.boolean(),
      needsSecondFactor: z.boolean().meta({
        description: 'true: the workspace asks for a second factor, and nothing of it is open before you set one up.',
      }),
    }),
  ),
  apiKey: z
    .object({ id, name: z.string(), scope: z.enum(scopes), workspaceId: id, expiresAt: timestamp })
    .optional()
    .meta({ description: 'Only where an API key asks; `user` is then the person it stands in for.' }),
})

export const getSetup = defineEndpoint({
  method: 'GET',
  path: '/api/v1/setup',
  summary: 'Whether the first account is still to be made',
  tag: 'Accounts',
  allow: 'public',
  response: z.object({
    needed: z.boolean(),
    hasSample: z.boolean(),
    registration: z.enum(['open', 'invite', 'closed']).meta({ description: 'Who may make an account here.' }),
  }),
})

export const setUp = defineEndpoint({
  method: 'POST',
  path: '/api/v1/setup',
  summary: 'Make the first account and workspace',
  description: 'Needs the one-time token of the link that the server printed. Signs the new owner in.',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({
    token: z.string().min(1).max(200),
    name: text(limits.nameMaxLength),
    email,
    password,
    workspaceName: text(limits.nameMaxLength),
    locale: localeSchema.default('en'),
  }),
  status: 201,
  response: meSchema,
  errors: ['SETUP_DONE', 'INVALID_SETUP_LINK', 'WEAK_PASSWORD'],
  example: {
    token: 'from the printed link',
    name: 'Mali',
    email: 'mali@example.com',
    password: 'Correct-Horse-7',
    workspaceName: 'Mali Ceramics',
  },
})

export const getMe = defineEndpoint({
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who is signed in, and in which workspaces; or which API key asks',
  tag: 'Accounts',
  allow: 'signed-in',
  byKey: 'read',
  response: meSchema,
})

export type Me = z.output<typeof meSchema>
