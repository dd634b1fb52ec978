import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { createSignedTokens } from '../../platform/secrets/signed-token.ts'
import type { Begun } from './sign-in-providers.service.ts'

const cookie = 'minichat_provider'
const path = '/api/v1/auth/providers'
const keptMs = 10 * 60_000

/** What was begun, in the browser that began it: nobody else's can finish it. */
export function createBegunCookie(secrets: Secrets, nowMs: () => number, isHttps: boolean) {
  const tokens = createSignedTokens<Begun>(secrets, 'provider-sign-in')
  return {
    keep(raw: FastifyRequest, reply: FastifyReply, begun: Begun): void {
      reply.setCookie(cookie, tokens.make(begun, nowMs() + keptMs), {
        path,
        httpOnly: true,
        // The browser comes back by a link from another site: a strict cookie would not come along.
        sameSite: 'lax',
        secure: isHttps || raw.protocol === 'https',
        maxAge: keptMs / 1000,
      })
    },
    /** Takes it away: what was begun is finished once. */
    take(raw: FastifyRequest, reply: FastifyReply): Begun | null {
      const token = raw.cookies[cookie]
      if (token === undefined) return null
      reply.clearCookie(cookie, { path })
      return tokens.read(token, nowMs())
    },
  }
}

export type BegunCookie = ReturnType<typeof createBegunCookie>
