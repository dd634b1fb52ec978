import type { PlanName } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Hub } from '../../platform/realtime/hub.ts'
import type { ChatReading } from '../chat/index.ts'
import type { PlansService } from '../plans/index.ts'
import { healthRoutes } from './health.routes.ts'
import { jobsRoutes } from './jobs.routes.ts'
import { usersRoutes } from './users.routes.ts'
import type { AccountsForOperators } from './users.service.ts'
import { visitsRoutes } from './visits.routes.ts'
import { forgetVisits } from './visits.store.ts'
import { createVisits } from './visits.ts'
import { createWorkspaceLocks, type WorkspaceLocks } from './workspace-locks.ts'
import { workspacesRoutes } from './workspaces.routes.ts'

/** What was said why outlives the visit in the audit log; the visit itself is of no use once it is over. */
const visitsKeptMs = 24 * 3600_000

/** The console of who runs the server: accounts, workspaces, jobs, health. */
export function createOperatorsModule(deps: {
  db: Database
  hub: Hub
  mail: Mail
  accounts: AccountsForOperators
  plans: PlansService
  reading: ChatReading
  defaultPlan: PlanName
  hasRedis: boolean
  dataDir: string
  version: string
  nowMs: () => number
  /** Called when a workspace is locked: answers under way in it are cut. */
  onLocked: (workspaceId: string) => Promise<void>
}): Module & { locks: WorkspaceLocks } {
  const { db, nowMs } = deps
  const locks = createWorkspaceLocks(deps)
  const visits = createVisits(deps)
  return {
    name: 'operators',
    locks,
    tables: [
      { name: 'operator_visits', scope: 'tenant', personalData: [{ columns: ['user_id', 'reason'], of: 'member' }] },
    ],
    routes(app) {
      usersRoutes(deps)(app)
      workspacesRoutes({ ...deps, locks })(app)
      visitsRoutes({ ...deps, visits })(app)
      jobsRoutes(db)(app)
      healthRoutes(deps)(app)
    },
    jobs: {
      async 'operators.forget_visits'() {
        await forgetVisits(db, new Date(nowMs() - visitsKeptMs))
      },
    },
    schedule: { 'operators.forget_visits': '47 3 * * *' },
  }
}
