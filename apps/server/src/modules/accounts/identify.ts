import type { Identify } from '../../platform/http/authorise.ts'
import { originOf } from './complete-sign-in.ts'
import type { PeopleCache } from './people-cache.ts'
import type { SessionCookies } from './session-cookies.ts'
import type { Sessions } from './sessions.ts'

/** Who is calling, from the access cookie and what this process knows of sessions and people. */
export function createIdentify(deps: {
  sessions: Sessions
  people: PeopleCache
  cookies: SessionCookies
}): Pick<Identify, 'person' | 'member'> {
  const { sessions, people, cookies } = deps

  return {
    async person(request) {
      const claims = cookies.access(request)
      if (!claims) return null
      request.formerUserId = claims.userId
      if (claims.isExpired || (await sessions.userOf(claims.sessionId)) !== claims.userId) return null
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
      return { kind: 'member', userId, name, isOperator, ...membership, keyId: null, sessionId, from }
    },
  }
}
