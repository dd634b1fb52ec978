import { createHmac, timingSafeEqual } from 'node:crypto'
import * as openid from 'openid-client'
import type { ProviderConfig } from '../../config-providers.ts'
import { nameFrom, type ProvenIdentity, ProviderFailed, type SignInProvider } from './provider.ts'

const discoverAgainMs = 3600_000
const answerWithinSeconds = 10

/** Any provider that speaks OpenID Connect: code flow with PKCE, state and nonce; its answer's signature is checked. */
export function createOidcProvider(provider: ProviderConfig, fetch: typeof globalThis.fetch): SignInProvider {
  const { id, name, clientId, clientSecret } = provider
  // LINE signs what it gives to web sites with the secret that it shares with them, others with a key of their own.
  const isSignedWithSecret = id === 'line'
  let known: { since: number; config: Promise<openid.Configuration> } | null = null

  async function discover(): Promise<openid.Configuration> {
    const issuer = new URL(provider.issuer)
    const metadata = {
      client_secret: clientSecret,
      [openid.clockTolerance]: 30,
      ...(isSignedWithSecret ? { id_token_signed_response_alg: 'HS256' } : {}),
    }
    return openid.discovery(issuer, clientId, metadata, clientAuthentication(clientSecret), {
      [openid.customFetch]: (url, options) => fetch(url, options as RequestInit),
      timeout: answerWithinSeconds,
      execute: [
        // Refused by the configuration in production.
        ...(issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : []),
        ...(isSignedWithSecret ? [] : [openid.enableNonRepudiationChecks]),
      ],
    })
  }

  /** As it describes itself; asked again after an hour, and after a failure. */
  function configuration(): Promise<openid.Configuration> {
    if (!known || performance.now() - known.since > discoverAgainMs) {
      known = { since: performance.now(), config: discover() }
      known.config.catch(() => (known = null))
    }
    return known.config
  }

  async function identify(returned: URL, { state, nonce, verifier }: Parameters<SignInProvider['identify']>[1]) {
    const config = await configuration()
    const tokens = await openid.authorizationCodeGrant(config, returned, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    if (isSignedWithSecret) assertSignedWith(clientSecret, tokens.id_token ?? '')
    const claims = tokens.claims()
    if (!claims) throw new Error('There is no id token.')
    const hasMore = claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
    const more = hasMore ? await openid.fetchUserInfo(config, tokens.access_token, claims.sub) : {}
    return identityFrom(claims.iss, { ...more, ...claims })
  }

  return {
    id,
    name,
    async addressFor(redirectUri, { state, nonce, verifier }) {
      const config = await configuration().catch(fail)
      return openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).href
    },
    identify: (returned, secrecy) => identify(returned, secrecy).catch(fail),
  }
}

/** By the form where the provider takes it, else by the header, which all of them must. */
function clientAuthentication(secret: string): openid.ClientAuth {
  const byForm = openid.ClientSecretPost(secret)
  const byHeader = openid.ClientSecretBasic(secret)
  return (server, ...rest) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? byForm : byHeader)(server, ...rest)
}

function identityFrom(issuer: string, claims: Record<string, unknown>): ProvenIdentity {
  const email = typeof claims.email === 'string' ? claims.email.trim().toLowerCase() : null
  const subject = String(claims.sub)
  return {
    issuer,
    subject,
    // Whoever does not say that an address was confirmed may have let its user write anything.
    email: claims.email_verified === true ? email : null,
    name: nameFrom(claims.name, claims.preferred_username, email),
    account: nameFrom(email, claims.preferred_username, claims.name, subject),
  }
}

function assertSignedWith(secret: string, token: string): void {
  const [header = '', body = '', signature = ''] = token.split('.')
  const expected = createHmac('sha256', secret).update(`${header}.${body}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new Error('The id token is not signed with the secret.')
  }
}

const fail = (cause: unknown): never => {
  throw new ProviderFailed('Signing in by OpenID Connect failed.', { cause })
}
