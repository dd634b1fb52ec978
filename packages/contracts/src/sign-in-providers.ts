import { z } from 'zod'
import { ownPassword } from './accounts.ts'
import { defineEndpoint } from './endpoint.ts'
import { localeSchema, nothing, timestamp } from './fields.ts'

/** Who can vouch for people here, if it is configured. */
export const signInProviderIds = ['google', 'github', 'line', 'oidc'] as const
export type SignInProviderId = (typeof signInProviderIds)[number]

const providerParams = z.strictObject({ provider: z.enum(signInProviderIds) })

/** Where a browser goes on: a place on these pages, and nowhere else. */
const nextPath = z
  .string()
  .max(1000)
  .regex(/^\/(?![/\\])[^\\\p{Cc}]*$/u, { error: 'Must be a path of this server, such as /chats.' })
  .meta({ example: '/chats' })

export const startProviderSignIn = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/providers/:provider/start',
  summary: 'Sign in with an account elsewhere',
  description: 'A link for a browser: it leads to the provider, which sends the browser back to `…/callback`.',
  tag: 'Accounts',
  allow: 'public',
  params: providerParams,
  query: z.strictObject({ next: nextPath.optional(), locale: localeSchema.default('en') }),
  redirect: true,
  response: nothing,
})

export const finishProviderSignIn = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/providers/:provider/callback',
  summary: 'Where providers send browsers back to',
  description:
    'Leads to `next`, signed in. With two-factor on, leads to `/sign-in?next=…#challenge=…&expiresAt=…`; where it did not work, to `/sign-in?next=…&problem=CODE`, or with the same `problem` to the page that began to link: PROVIDER_REFUSED, PROVIDER_NOT_LINKED, PROVIDER_LINKED_ELSEWHERE, PROVIDER_EMAIL_UNKNOWN, REGISTRATION_CLOSED, NOT_SIGNED_IN, ACCOUNT_LOCKED.',
  tag: 'Accounts',
  allow: 'public',
  params: providerParams,
  // As the provider's standard has it, and whatever else the provider adds.
  query: z.looseObject({ code: z.string().max(4000).optional(), state: z.string().max(1000).optional() }),
  redirect: true,
  response: nothing,
})

export const listProviders = defineEndpoint({
  method: 'GET',
  path: '/api/v1/auth/providers',
  summary: 'The providers of this server, and which of them you have linked',
  tag: 'Accounts',
  allow: 'signed-in',
  response: z.array(
    z.object({
      id: z.enum(signInProviderIds),
      name: z.string(),
      linked: z
        .object({
          account: z.string().meta({ description: 'What the account is called there.' }),
          linkedAt: timestamp,
          lastUsedAt: timestamp.nullable(),
        })
        .nullable(),
    }),
  ),
})

export const linkProvider = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/providers/:provider/link',
  summary: 'Begin to link an account elsewhere',
  description: 'Go on at `url` in the same browser, within 10 minutes. It comes back to `next`.',
  tag: 'Accounts',
  allow: 'signed-in',
  params: providerParams,
  body: z.strictObject({ password: ownPassword, next: nextPath.default('/') }),
  response: z.object({ url: z.string() }),
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN', 'NOT_FOUND', 'PROVIDER_REFUSED'],
  example: { password: 'Correct-Horse-7', next: '/account' },
})

export const unlinkProvider = defineEndpoint({
  method: 'POST',
  path: '/api/v1/auth/providers/:provider/unlink',
  summary: 'Unlink an account elsewhere',
  description: 'The password stays a way in; who never set one gets a link by /auth/password/forgot.',
  tag: 'Accounts',
  allow: 'signed-in',
  params: providerParams,
  body: z.strictObject({ password: ownPassword }),
  response: nothing,
  errors: ['WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'SIGN_IN_AGAIN', 'NOT_FOUND'],
  example: { password: 'Correct-Horse-7' },
})
