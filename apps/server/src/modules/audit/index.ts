import type { Database } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import { auditRoutes } from './audit.routes.ts'
import { purgeEntries } from './audit.store.ts'

const dayMs = 24 * 3600_000
const columns = ['actor_id', 'actor_name', 'target_name', 'before', 'after', 'address']

/** Reading what `recordAudit` wrote, and forgetting it when its time is over. */
export const createAuditModule = (deps: { db: Database; keepDays: number; nowMs: () => number }): Module => ({
  name: 'audit',
  tables: [
    { name: 'audit_entries', scope: 'tenant', personalData: [{ columns, of: 'member' }] },
    { name: 'account_audit_entries', scope: 'global', personalData: [{ columns, of: 'member' }] },
  ],
  routes: auditRoutes(deps.db, deps.nowMs),
  jobs: {
    async 'audit.purge'() {
      await purgeEntries(deps.db, new Date(deps.nowMs() - deps.keepDays * dayMs))
    },
  },
  schedule: { 'audit.purge': '37 3 * * *' },
})
