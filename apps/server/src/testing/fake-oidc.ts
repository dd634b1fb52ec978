import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

export const client = { id: 'minichat-test', secret: 'a secret of this test' }

/** Who signs in there, and what the provider says about them. */
type Person = { sub: string; email?: string; email_verified?: boolean; name?: string }
/** What a test does to the id token before it is signed, and by which key it is signed. */
type Tampering = {
  claims?: (claims: JWTPayload) => JWTPayload
  isForged?: boolean
  iss?: string
  /** Signed with this secret in place of a key, as LINE does it. */
  secret?: string
}

type Begun = { redirectUri: string; nonce: string; codeChallenge: string; person: Person }

/** A small OpenID Connect provider that is strict about what it is asked, with keys of its own. */
export async function startFakeOidc() {
  const own = await generateKeyPair('RS256')
  const foreign = await generateKeyPair('RS256')
  const codes = new Map<string, Begun>()
  const tokens = new Map<string, Person>()
  let issuer = ''
  let person: Person = { sub: 'nobody' }
  let tampering: Tampering = {}

  const routes: Record<
    string,
    (url: URL, body: URLSearchParams, request: IncomingMessage) => Promise<object | string>
  > = {
    async '/.well-known/openid-configuration'() {
      return {
        issuer: tampering.iss ?? issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      }
    },
    async '/jwks'() {
      return { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }] }
    },
    /** The person says yes at once: the browser is sent back. */
    async '/authorize'({ searchParams: asked }) {
      const needed = { response_type: 'code', client_id: client.id, code_challenge_method: 'S256' }
      for (const [name, value] of Object.entries(needed)) {
        if (asked.get(name) !== value) throw new Error(`${name} is ${asked.get(name)}`)
      }
      const code = randomUUID()
      const redirectUri = asked.get('redirect_uri') ?? ''
      const [nonce = '', codeChallenge = ''] = [asked.get('nonce') ?? '', asked.get('code_challenge') ?? '']
      codes.set(code, { redirectUri, nonce, codeChallenge, person })
      return `${redirectUri}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
    },
    async '/token'(_, body, request) {
      const [id, secret] = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64')
        .toString()
        .split(':')
        .map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
      if (id !== client.id || secret !== client.secret) throw new Error('not this client')
      const begun = codes.get(body.get('code') ?? '')
      codes.delete(body.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(body.get('code_verifier') ?? '')
        .digest('base64url')
      if (!begun || begun.redirectUri !== body.get('redirect_uri') || begun.codeChallenge !== challenge) {
        throw new Error('this code was not given for that')
      }
      const now = Math.floor(Date.now() / 1000)
      const base = { iss: issuer, aud: client.id, iat: now, exp: now + 300, nonce: begun.nonce, sub: begun.person.sub }
      const claims = tampering.claims?.({ ...base, ...begun.person }) ?? { ...base, ...begun.person }
      const { secret: shared, isForged } = tampering
      const key = shared ? new TextEncoder().encode(shared) : isForged ? foreign.privateKey : own.privateKey
      const idToken = await new SignJWT(claims)
        .setProtectedHeader({ alg: shared ? 'HS256' : 'RS256', kid: 'own' })
        .sign(key)
      const accessToken = randomUUID()
      tokens.set(accessToken, begun.person)
      return { access_token: accessToken, token_type: 'Bearer', expires_in: 300, id_token: idToken }
    },
    async '/userinfo'(_url, _body, request) {
      const found = tokens.get((request.headers.authorization ?? '').replace('Bearer ', ''))
      if (!found) throw new Error('no such token')
      return found
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    let body = ''
    for await (const part of request) body += String(part)
    const url = new URL(request.url ?? '', issuer)
    try {
      const result = await routes[url.pathname]?.(url, new URLSearchParams(body), request)
      if (typeof result === 'string') return response.writeHead(303, { location: result }).end()
      response.writeHead(result ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(result))
    } catch (error) {
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: 'invalid_request', error_description: String(error) }))
    }
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  issuer = `http://${host}`
  return {
    host,
    issuer,
    /** Who signs in there from now on. */
    signInAs(someone: Person, how: Tampering = {}) {
      person = someone
      tampering = how
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
