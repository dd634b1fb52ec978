import type { SignInProviderId } from '@minichat/contracts'
import { z } from 'zod'

/** Who vouches for people, as configured. */
export type ProviderConfig = Readonly<{
  id: SignInProviderId
  /** As the button says it. */
  name: string
  /** OpenID Connect's issuer; of GitHub the address of its pages. */
  issuer: string
  clientId: string
  clientSecret: string
}>

const text = z.string().min(1).optional()
const issuer = z
  .string()
  .regex(/^https?:\/\/[^\s?#]+$/, { error: 'must be an address such as https://login.example.com' })

export const providerVariables = {
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  GITHUB_CLIENT_ID: text,
  GITHUB_CLIENT_SECRET: text,
  GITHUB_URL: issuer.default('https://github.com'),
  LINE_CLIENT_ID: text,
  LINE_CLIENT_SECRET: text,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_ISSUER: issuer.optional(),
  OIDC_NAME: z.string().trim().min(1).max(40).default('OpenID'),
}

type Values = z.output<z.ZodObject<typeof providerVariables>>
type Given = Record<string, string | undefined>

/** What of a provider is set without the rest, or must not be so in production. */
export function providerProblems(given: Given): string[] {
  const groups = [
    ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
    ['LINE_CLIENT_ID', 'LINE_CLIENT_SECRET'],
    ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ]
  const halves = groups.filter((names) => names.some((name) => given[name]) && !names.every((name) => given[name]))
  const problems = halves.map((names) => `${names.join(', ')} belong together: set all of them, or none.`)
  if (given.MINICHAT_ENV === 'production') {
    for (const name of ['OIDC_ISSUER', 'GITHUB_URL']) {
      if (given[name]?.startsWith('http:')) problems.push(`${name} must be https in production.`)
    }
  }
  return problems
}

/** Those that are configured, in the order in which the sign-in page shows them. */
export function providersOf(values: Values): readonly ProviderConfig[] {
  const providers = [
    {
      id: 'google',
      name: 'Google',
      issuer: 'https://accounts.google.com',
      clientId: values.GOOGLE_CLIENT_ID,
      clientSecret: values.GOOGLE_CLIENT_SECRET,
    },
    {
      id: 'github',
      name: 'GitHub',
      issuer: values.GITHUB_URL.replace(/\/+$/, ''),
      clientId: values.GITHUB_CLIENT_ID,
      clientSecret: values.GITHUB_CLIENT_SECRET,
    },
    {
      id: 'line',
      name: 'LINE',
      issuer: 'https://access.line.me',
      clientId: values.LINE_CLIENT_ID,
      clientSecret: values.LINE_CLIENT_SECRET,
    },
    {
      id: 'oidc',
      name: values.OIDC_NAME,
      issuer: values.OIDC_ISSUER,
      clientId: values.OIDC_CLIENT_ID,
      clientSecret: values.OIDC_CLIENT_SECRET,
    },
  ] as const
  const isSet = (one: (typeof providers)[number]): one is (typeof providers)[number] & ProviderConfig =>
    one.issuer !== undefined && one.clientId !== undefined && one.clientSecret !== undefined
  return Object.freeze(providers.filter(isSet).map((one) => Object.freeze(one)))
}
