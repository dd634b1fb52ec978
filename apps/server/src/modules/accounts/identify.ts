import { AppError } from '../../platform/errors.ts'
import { originOf } from '../../platform/http/actor.ts'
import type { Identify } from '../../platform/http/authorise.ts'
import type { PeopleCache } from './people-cache.ts'
import type { HoldsSecondFactor } from './second-factor-check.ts'
import type { SessionCookies } from './session-cookies.ts'
import type { Sessions } from './sessions.ts'

/** Who is calling, from the access cookie and what this process knows of sessions and people. */
export function createIdentify(deps: {
  sessions: Sessions
  people: PeopleCache
  cookies: SessionCookies
  holdsSecondFactor: HoldsSecondFactor
  operatorsNeedSecondFactor: boolean
}): Pick<Identify, 'person' | 'member' | 'operator'> {
  const { sessions, people, cookies, holdsSecondFactor } = deps

  return {
    async person(request) {
      const claims = cookies.access(request)
      if (!claims) return null
      request.formerUserId = claims.userId
      if (claims.isExpired || (await sessions.find(claims.sessionId))?.user_id !== claims.userId) return null
      const person = await people.get(claims.userId)
      if (!person) return null
      return {
        kind: 'person',
        sessionId: claims.sessionId,
        userId: claims.userId,
        name: person.name,
        isOperator: person.isOperator,
        from: originOf(request),
      }
    },
    async member({ userId, name, isOperator, sessionId, from }, workspaceId) {
      const memberships = (await people.get(userId))?.memberships ?? []
      const membership = workspaceId ? memberships.find((one) => one.workspaceId === workspaceId) : memberships[0]
      if (!membership) return null
      const { role, secondFactorRequired } = membership
      if (secondFactorRequired && !(await holdsSecondFactor(userId, sessionId ?? null))) {
        throw new AppError('SECOND_FACTOR_REQUIRED')
      }
      return {
        kind: 'member',
        userId,
        name,
        isOperator,
        workspaceId: membership.workspaceId,
        role,
        keyId: null,
        sessionId,
        from,
      }
    },
    async operator({ userId, isOperator, sessionId }) {
      if (!isOperator) throw new AppError('NOT_ALLOWED')
      if (deps.operatorsNeedSecondFactor && !(await holdsSecondFactor(userId, sessionId ?? null))) {
        throw new AppError('SECOND_FACTOR_REQUIRED')
      }
    },
  }
}
