import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ProviderConfig } from '../../config-providers.ts'
import { nameFrom, ProviderFailed, type Secrecy, type SignInProvider } from './provider.ts'

const answerWithinMs = 10_000

const tokenSchema = z.object({ access_token: z.string().min(1) })
const userSchema = z.object({ id: z.number().int(), login: z.string(), name: z.string().nullish() })
const emailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** GitHub, which speaks plain OAuth: who it is, is asked with the token. */
export function createGithubProvider(provider: ProviderConfig, fetch: typeof globalThis.fetch): SignInProvider {
  const { id, name, issuer, clientId, clientSecret } = provider
  const api = issuer === 'https://github.com' ? 'https://api.github.com' : `${issuer}/api/v3`

  async function ask<T>(schema: z.ZodType<T>, url: string, init: RequestInit): Promise<T> {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(answerWithinMs) })
    if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}.`)
    return schema.parse(await response.json())
  }

  async function identify(returned: URL, { state, verifier }: Secrecy) {
    const { searchParams } = returned
    const code = searchParams.get('code')
    if (searchParams.get('state') !== state) throw new Error('The state is another one.')
    if (!code) throw new Error(`GitHub said ${searchParams.get('error')}.`)
    const { access_token: token } = await ask(tokenSchema, `${issuer}/login/oauth/access_token`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        code,
        redirect_uri: returned.origin + returned.pathname,
        code_verifier: verifier,
      }),
    })
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'user-agent': 'MiniChat',
    }
    const [user, emails] = await Promise.all([
      ask(userSchema, `${api}/user`, { headers }),
      ask(emailsSchema, `${api}/user/emails`, { headers }),
    ])
    const email =
      emails
        .find((one) => one.primary && one.verified)
        ?.email.trim()
        .toLowerCase() ?? null
    return {
      issuer,
      subject: String(user.id),
      email,
      name: nameFrom(user.name, user.login),
      account: nameFrom(user.login, String(user.id)),
    }
  }

  return {
    id,
    name,
    async addressFor(redirectUri, { state, verifier }) {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: 'read:user user:email',
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      })
      return `${issuer}/login/oauth/authorize?${query}`
    },
    identify: (returned, secrecy) =>
      identify(returned, secrecy).catch((cause: unknown) => {
        throw new ProviderFailed('Signing in by GitHub failed.', { cause })
      }),
  }
}
