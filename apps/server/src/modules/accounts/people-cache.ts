import type { Role } from '@minichat/contracts'
import { createCache } from '../../platform/cache.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import * as store from './accounts.store.ts'
import { believedMs } from './sessions.ts'

export type KnownPerson = {
  name: string
  email: string
  isOperator: boolean
  memberships: { workspaceId: string; role: Role }[]
}

/** What each request asks of who is signed in: kept in the process, and forgotten in every one when it changes. */
export function createPeopleCache({ db, hub, nowMs }: { db: Database; hub: Hub; nowMs: () => number }) {
  return createCache<KnownPerson | null>({
    name: 'people',
    hub,
    ttlMs: believedMs(hub),
    maxEntries: 20_000,
    nowMs,
    async load(userId) {
      const [[user], memberships] = await Promise.all([
        db.query<store.UserRow>(store.userQuery, [userId]),
        db.query<store.MembershipRow>(store.membershipsQuery, [userId]),
      ])
      if (!user) return null
      return {
        name: user.name,
        email: user.email,
        isOperator: user.is_operator,
        memberships: memberships.map((row) => ({ workspaceId: row.workspace_id, role: row.role })),
      }
    },
  })
}

export type PeopleCache = ReturnType<typeof createPeopleCache>
