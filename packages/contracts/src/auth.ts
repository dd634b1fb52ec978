import { z } from 'zod'
import { meSchema, password } from './accounts.ts'
import { defineEndpoint } from './endpoint.ts'
import { email, id, localeSchema, nothing, text, timestamp } from './fields.ts'
import { limits } from './limits.ts'

/** A one-time secret from a mailed or copied link. */
export const linkToken = z.string().min(1).max(200)
/** What a person signs in by: an address, or a username (which has no @). */
const identifier = text(254).toLowerCase().meta({ example: 'mali@example.com' })

/** Signed in, or one step before it. */
export const signInResultSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('signed-in'), me: meSchema }),
  z.object({
    status: z.literal('two-factor'),
    challenge: z.string().meta({ description: 'Goes to /auth/2fa/login together with a code, within 5 minutes.' }),
    expiresAt: timestamp,
  }),
])
export type SignInResult = z.output<typeof signInResultSchema>

export const getAuthOptions = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/options',
  summary: 'How one can sign in here',
  tag: 'Accounts',
  allow: 'public',
  response: z.object({
    registration: z.enum(['open', 'invite', 'closed']),
    sendsMail: z.boolean().meta({
      description: 'false: links are handed over by an operator or an admin, or stand on the mailbox page.',
    }),
    mailbox: z
      .string()
      .nullable()
      .meta({ description: 'Where mails can be read on the machine of whoever tries this server out.' }),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
})

export const register = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/register',
  summary: 'Make an account',
  description:
    'A link for verification is mailed. The answer is the same whether the address is known or not: who has an account gets a mail that says so.',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({
    name: text(limits.nameMaxLength),
    email,
    password,
    workspaceName: text(limits.nameMaxLength),
    locale: localeSchema.default('en'),
  }),
  status: 201,
  response: z.object({ email: z.string() }),
  errors: ['REGISTRATION_CLOSED', 'WEAK_PASSWORD'],
  example: {
    name: 'Mali',
    email: 'mali@example.com',
    password: 'Correct-Horse-7',
    workspaceName: 'Mali Ceramics',
  },
})

export const verifyEmail = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/verify-email',
  summary: 'Confirm the address of a new account',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ token: linkToken }),
  response: z.object({ email: z.string() }),
  errors: ['INVALID_LINK'],
  example: { token: 'from the mailed link' },
})

export const resendVerification = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/verify-email/resend',
  summary: 'Mail the link for verification again',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ email }),
  response: nothing,
  example: { email: 'mali@example.com' },
})

export const logIn = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/login',
  summary: 'Sign in',
  description:
    'Sets two cookies that scripts cannot read: one for access (15 minutes) and one that renews it (30 days). With two-factor on, gives a challenge in their place.',
  tag: 'Accounts',
  allow: 'public',
  body: z.strictObject({ email: identifier, password }),
  response: signInResultSchema,
  errors: ['WRONG_CREDENTIALS', 'ACCOUNT_LOCKED', 'ACCOUNT_DISABLED', 'EMAIL_NOT_VERIFIED'],
  example: { email: 'mali@example.com', password: 'Correct-Horse-7' },
})

export const refresh = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/refresh',
  summary: 'Renew the access cookie',
  description:
    'Gives a new refresh cookie each time. An old one that comes again after a short grace ends the whole session: it was stolen.',
  tag: 'Accounts',
  allow: 'public',
  response: z.object({ expiresAt: timestamp.meta({ description: 'When the access cookie ends.' }) }),
  errors: ['NOT_SIGNED_IN'],
})

export const logOut = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/logout',
  summary: 'Sign out',
  tag: 'Accounts',
  allow: 'public',
  response: nothing,
})

export const logOutEverywhere = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/logout-everywhere',
  summary: 'Sign out on every device',
  description: 'Ends all sessions at once, open streams included, and forgets trusted devices.',
  tag: 'Accounts',
  allow: 'signed-in',
  response: nothing,
})

export const sessionSchema = z.object({
  id,
  device: z.string().meta({ description: 'Browser and system, as far as the browser tells.' }),
  address: z.string(),
  createdAt: timestamp,
  lastUsedAt: timestamp,
  isCurrent: z.boolean(),
})

export const listSessions = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/sessions',
  summary: 'Where you are signed in',
  tag: 'Accounts',
  allow: 'signed-in',
  response: z.array(sessionSchema),
})

export const endSession = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/auth/sessions/:sessionId',
  summary: 'Sign out on one device',
  tag: 'Accounts',
  allow: 'signed-in',
  params: z.strictObject({ sessionId: id }),
  response: nothing,
  errors: ['NOT_FOUND'],
})
