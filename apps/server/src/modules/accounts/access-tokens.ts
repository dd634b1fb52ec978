import { z } from 'zod'
import type { Secrets } from '../../platform/secrets/secrets.ts'

export const accessMs = 15 * 60_000

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** The only header that is ever accepted, so no token can choose its own algorithm. */
const header = encode({ alg: 'HS256', typ: 'JWT' })
const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.number().int() })

export type AccessClaims = { userId: string; sessionId: string; isExpired: boolean }

/** JWTs that name a session for 15 minutes; whether it still is one is asked at each request. */
export function createAccessTokens(secrets: Secrets, nowMs: () => number) {
  return {
    make(userId: string, sessionId: string): { token: string; expiresAt: Date } {
      const exp = Math.floor((nowMs() + accessMs) / 1000)
      const text = `${header}.${encode({ sub: userId, sid: sessionId, exp })}`
      return { token: `${text}.${secrets.sign('access-token', text)}`, expiresAt: new Date(exp * 1000) }
    },
    /** @returns null for what this server did not sign. */
    read(token: string): AccessClaims | null {
      const [head, body, signature, ...rest] = token.split('.')
      if (head !== header || !body || !signature || rest.length > 0) return null
      if (!secrets.verify('access-token', `${head}.${body}`, signature)) return null
      const claims = claimsSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
      return { userId: claims.sub, sessionId: claims.sid, isExpired: claims.exp * 1000 <= nowMs() }
    },
  }
}
