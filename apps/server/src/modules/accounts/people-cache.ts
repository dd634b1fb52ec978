import type { Role } from '@minichat/contracts'
import { createCache } from '../../platform/cache.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import * as store from './accounts.store.ts'
import type { HeldFactors, SecondFactor } from './second-factor.ts'
import { believedMs } from './sessions.ts'

export type KnownPerson = {
  name: string
  isOperator: boolean
  secondFactors: HeldFactors
  memberships: { workspaceId: string; role: Role; secondFactorRequired: boolean }[]
}

/** What each request asks of who is signed in: kept in the process, and forgotten in every one when it changes. */
export function createPeopleCache(deps: {
  db: Database
  hub: Hub
  nowMs: () => number
  secondFactor: Pick<SecondFactor, 'heldBy'> | undefined
}) {
  const { db, hub, nowMs, secondFactor } = deps
  return createCache<KnownPerson | null>({
    name: 'people',
    hub,
    ttlMs: believedMs(hub),
    maxEntries: 20_000,
    nowMs,
    async load(userId) {
      const [[user], memberships, secondFactors = { codes: false, passkeys: false }] = await Promise.all([
        db.query<store.UserRow>(store.userQuery, [userId]),
        db.query<store.MembershipRow>(store.membershipsQuery, [userId]),
        secondFactor?.heldBy(userId),
      ])
      if (!user) return null
      return {
        name: user.name,
        isOperator: user.is_operator,
        secondFactors,
        memberships: memberships.map((row) => ({
          workspaceId: row.workspace_id,
          role: row.role,
          secondFactorRequired: row.second_factor_required,
        })),
      }
    },
  })
}

export type PeopleCache = ReturnType<typeof createPeopleCache>
