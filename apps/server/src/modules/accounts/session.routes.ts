import { getMe, logOut, refresh } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import { deviceOf, originOf, type SignInCompletion } from './complete-sign-in.ts'
import type { SessionCookies } from './session-cookies.ts'
import type { Sessions } from './sessions.ts'

/** Renewals of everybody behind one address, in 15 minutes: an office has one, and cheap is what is refused. */
const renewals = { max: 6000, timeWindow: 15 * 60_000 }

export function sessionRoutes(deps: {
  db: Database
  sessions: Sessions
  cookies: SessionCookies
  signIn: SignInCompletion
}) {
  const { db, sessions, cookies, signIn } = deps

  return (app: FastifyInstance): void => {
    route(app, getMe, ({ actor }) => signIn.meOf(actor.userId))

    route(
      app,
      refresh,
      async (exchange) => {
        const { raw, reply } = exchange
        const claims = cookies.refresh(raw)
        const session = claims && (await sessions.renew(claims, deviceOf(raw), originOf(raw)))
        if (!session) {
          cookies.clear(reply)
          throw new AppError('NOT_SIGNED_IN')
        }
        return { expiresAt: cookies.give(exchange, session).toISOString() }
      },
      { rateLimit: renewals },
    )

    route(app, logOut, async ({ raw, reply }) => {
      const session = cookies.refresh(raw) ?? cookies.access(raw)
      cookies.clear(reply)
      if (!session) return {}
      await db.global(async (tx) => {
        const person = await sessions.endIn(tx, session.sessionId)
        if (!person) return
        await recordAudit(tx, {
          actor: { kind: 'anyone', userId: person.id, name: person.name, from: originOf(raw) },
          action: 'account.signed_out',
        })
      })
      return {}
    })
  }
}
