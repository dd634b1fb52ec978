import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { type AccessClaims, createAccessTokens } from './access-tokens.ts'
import { createRefreshTokens, type RefreshClaims } from './refresh-tokens.ts'
import { sessionMs } from './sessions.ts'

export const accessCookie = 'minichat_access'
export const refreshCookie = 'minichat_refresh'

/** Sent to nothing but the routes of accounts, which renew and end sessions. */
const refreshPath = '/api/v1/auth'

/** A request and its reply: what signs somebody in, and what carries their cookies. */
export type Exchange = { raw: FastifyRequest; reply: FastifyReply }

/** @param isHttps people come by HTTPS, even where the proxy before us does not say so. */
export function createSessionCookies(secrets: Secrets, nowMs: () => number, isHttps: boolean) {
  const accessTokens = createAccessTokens(secrets, nowMs)
  const refreshTokens = createRefreshTokens(secrets)

  /** On plain http in a local network the browser would drop a Secure cookie. */
  const options = (raw: FastifyRequest) => ({
    httpOnly: true,
    secure: isHttps || raw.protocol === 'https',
    maxAge: sessionMs / 1000,
  })

  return {
    /** @returns when the access token ends. Its cookie stays, so that who comes late is known as somebody, not nobody. */
    give({ raw, reply }: Exchange, session: { userId: string } & RefreshClaims): Date {
      const { token, expiresAt } = accessTokens.make(session.userId, session.sessionId)
      reply.setCookie(accessCookie, token, { ...options(raw), path: '/', sameSite: 'lax' })
      const refresh = refreshTokens.make(session)
      reply.setCookie(refreshCookie, refresh, { ...options(raw), path: refreshPath, sameSite: 'strict' })
      return expiresAt
    },
    clear(reply: FastifyReply): void {
      reply.clearCookie(accessCookie, { path: '/' })
      reply.clearCookie(refreshCookie, { path: refreshPath })
    },
    access(raw: FastifyRequest): AccessClaims | null {
      const token = raw.cookies[accessCookie]
      return token ? accessTokens.read(token) : null
    },
    refresh(raw: FastifyRequest): RefreshClaims | null {
      const token = raw.cookies[refreshCookie]
      return token ? refreshTokens.read(token) : null
    },
  }
}

export type SessionCookies = ReturnType<typeof createSessionCookies>
