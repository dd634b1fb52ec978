import type { Redis } from 'ioredis'
import type { Config } from '../../config.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import { createAcceptingService } from './accepting.service.ts'
import type { TeamAccounts } from './accounts-port.ts'
import { createInvitationsService } from './invitations.service.ts'
import { invitedRoutes } from './invited.routes.ts'
import { createMembersService, releaseChatsJob } from './members.service.ts'
import { findMember } from './members.store.ts'
import { watchMemberships } from './membership-watch.ts'
import { teamRoutes } from './team.routes.ts'

export { adminAddresses } from './members.store.ts'

const forgetAfterMs = 30 * 24 * 3600_000

/** Who belongs to a workspace: members, their roles, and who is invited. */
export function createTeamModule(deps: {
  db: Database
  hub: Hub
  redis: Redis | null
  jobs: Jobs
  mail: Mail
  accounts: TeamAccounts
  registration: Config['registration']
  publicUrl: () => string
  nowMs: () => number
  assertRoomFor: (tx: Tx, quota: 'members') => Promise<void>
  /** Gives the open chats of somebody who has left back to the AI. */
  releaseChatsOf: (workspaceId: string, userId: string) => Promise<void>
}): Module & {
  /** Whether an address has an open invitation to any workspace. */
  isInvited: (email: string) => Promise<boolean>
} {
  const { db, hub, nowMs } = deps
  const members = createMembersService(deps)
  const invitations = createInvitationsService(deps)
  const accepting = createAcceptingService(deps)
  let watch: { stop(): void } | undefined

  return {
    name: 'team',
    isInvited: accepting.isInvited,
    tables: [{ name: 'invitations', scope: 'tenant', personalData: [{ columns: ['email'], of: 'member' }] }],
    routes(app) {
      watch = watchMemberships(db, hub)
      teamRoutes({ members, invitations, nowMs })(app)
      invitedRoutes(accepting)(app)
    },
    stop: async () => watch?.stop(),
    jobs: {
      async [releaseChatsJob](payload) {
        const { workspaceId, userId } = payload as { workspaceId: string; userId: string }
        // They may have been invited again before the job ran.
        if (await db.transaction(workspaceId, (tx) => findMember(tx, userId))) return
        await deps.releaseChatsOf(workspaceId, userId)
      },
      async 'team.forget_invitations'() {
        await db.query('select forget_invitations($1)', [new Date(nowMs() - forgetAfterMs)])
      },
    },
    schedule: { 'team.forget_invitations': '31 3 * * *' },
  }
}
