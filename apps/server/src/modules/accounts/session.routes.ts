import { endSession, listSessions, logOut, logOutEverywhere, refresh } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { originOf } from '../../platform/http/actor.ts'
import { route } from '../../platform/http/route.ts'
import { deviceOf } from './complete-sign-in.ts'
import { describeDevice } from './describe-device.ts'
import type { SecondFactor } from './second-factor.ts'
import type { SessionCookies } from './session-cookies.ts'
import type { Sessions } from './sessions.ts'

/** Renewals of everybody behind one address, in 15 minutes: an office has one, and cheap is what is refused. */
const renewals = { max: 6000, timeWindow: 15 * 60_000 }

export function sessionRoutes(deps: {
  db: Database
  sessions: Sessions
  cookies: SessionCookies
  secondFactor: SecondFactor | undefined
}) {
  const { db, sessions, cookies } = deps

  return (app: FastifyInstance): void => {
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

    route(app, logOutEverywhere, async ({ actor, reply }) => {
      await db.global(async (tx) => {
        await sessions.endAllIn(tx, actor.userId)
        await deps.secondFactor?.forgetDevices(tx, actor.userId)
        await recordAudit(tx, { actor, action: 'account.signed_out_everywhere' })
      })
      cookies.clear(reply)
      return {}
    })

    route(app, listSessions, async ({ actor, raw }) =>
      (await sessions.listOf(actor.userId)).map((row) => ({
        id: row.id,
        device: describeDevice(row.user_agent),
        address: row.address,
        createdAt: row.created_at.toISOString(),
        lastUsedAt: row.last_used_at.toISOString(),
        isCurrent: row.id === raw.sessionId,
      })),
    )

    route(app, endSession, async ({ actor, params, raw, reply }) => {
      await db.global(async (tx) => {
        if (!(await sessions.endOwnIn(tx, params.sessionId, actor.userId))) throw new AppError('NOT_FOUND')
        await recordAudit(tx, {
          actor,
          action: 'account.session_ended',
          target: { kind: 'session', id: params.sessionId },
        })
      })
      if (params.sessionId === raw.sessionId) cookies.clear(reply)
      return {}
    })
  }
}
