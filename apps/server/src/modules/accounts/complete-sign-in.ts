import type { Me } from '@minichat/contracts'
import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../../platform/audit.ts'
import type { Database } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { originOf, type PersonActor } from '../../platform/http/actor.ts'
import * as store from './accounts.store.ts'
import type { DeviceCookie } from './device-cookie.ts'
import type { HoldsSecondFactor } from './second-factor-check.ts'
import type { Exchange, SessionCookies } from './session-cookies.ts'
import type { Sessions } from './sessions.ts'

export type SignInWay = {
  by: 'set-up' | 'password' | 'code' | 'passkey' | 'provider'
  /** What the password was compared with: when it has changed since, nobody is signed in. */
  passwordHash?: string
}

export const deviceOf = (request: FastifyRequest) => ({
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  address: request.ip,
})

/** @throws AppError EMAIL_NOT_VERIFIED; ACCOUNT_DISABLED when an operator has locked the account. */
export function assertUsable(user: store.UserRow): void {
  if (user.locked_at !== null) throw new AppError('ACCOUNT_DISABLED')
  if (user.email_verified_at === null) throw new AppError('EMAIL_NOT_VERIFIED')
}

/** The last step of every way to sign in. */
export function createSignInCompletion(deps: {
  db: Database
  sessions: Sessions
  cookies: SessionCookies
  device: DeviceCookie
  /** The workspace that somebody who registered has asked for. */
  makePendingWorkspace: (userId: string) => Promise<void>
  holdsSecondFactor: HoldsSecondFactor
  operatorsNeedSecondFactor: boolean
}) {
  const { db, sessions, cookies, device } = deps

  /** @param sessionId of the person who asks; null where it is not they who are told. */
  async function meOf(userId: string, sessionId: string | null = null): Promise<Me> {
    const [user] = await db.query<store.UserRow>(store.userQuery, [userId])
    if (!user) throw new AppError('NOT_SIGNED_IN')
    const memberships = await db.query<store.MembershipRow>(store.membershipsQuery, [userId])
    const isAsked = user.is_operator && deps.operatorsNeedSecondFactor
    const isAskedSomewhere = isAsked || memberships.some((row) => row.second_factor_required)
    const lacksOne = isAskedSomewhere && !(await deps.holdsSecondFactor(userId, sessionId))
    return {
      user: {
        id: user.id,
        name: user.name,
        email: user.email,
        username: user.username,
        locale: user.locale,
        isOperator: user.is_operator,
        needsSecondFactor: isAsked && lacksOne,
        timeZone: user.time_zone,
        guidesSeen: user.guides_seen,
        hasPassword: user.has_password,
      },
      workspaces: memberships.map((row) => ({
        id: row.workspace_id,
        name: row.name,
        role: row.role,
        isSample: row.is_sample,
        needsSecondFactor: row.second_factor_required && lacksOne,
      })),
    }
  }

  return {
    meOf,

    /**
     * Opens a session and gives its cookies. The session that the browser had ends: nobody else's goes on in a new one.
     * @throws AppError EMAIL_NOT_VERIFIED, ACCOUNT_DISABLED, WRONG_CREDENTIALS when the password has changed meanwhile.
     */
    async completeSignIn(userId: string, exchange: Exchange, way: SignInWay): Promise<Me> {
      const { raw } = exchange
      const { session, hasPending } = await db.global(async (tx) => {
        const user = await store.lockUser(tx, userId)
        if (!user || (way.passwordHash ?? user.password_hash) !== user.password_hash) {
          throw new AppError('WRONG_CREDENTIALS')
        }
        assertUsable(user)
        const earlier = cookies.refresh(raw) ?? cookies.access(raw)
        if (earlier) await sessions.endIn(tx, earlier.sessionId)
        const actor: PersonActor = {
          kind: 'person',
          userId,
          name: user.name,
          isOperator: user.is_operator,
          from: originOf(raw),
        }
        await recordAudit(tx, { actor, action: 'account.signed_in', after: { by: way.by } })
        const session = await sessions.openIn(tx, userId, { ...deviceOf(raw), isByPasskey: way.by === 'passkey' })
        return { session, hasPending: user.pending_workspace !== null }
      })
      if (hasPending) await deps.makePendingWorkspace(userId)
      cookies.give(exchange, session)
      device.give(exchange, userId)
      return meOf(userId, session.sessionId)
    },
  }
}

export type SignInCompletion = ReturnType<typeof createSignInCompletion>
