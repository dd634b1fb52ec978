import type { Database } from '../../platform/database/database.ts'
import type { Module } from '../../platform/module.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import type { ChatReading } from '../chat/index.ts'
import { analyticsRoutes } from './analytics.routes.ts'
import { createLogCounter } from './count-log.ts'
import { createReachCounter } from './reach-counter.ts'

export { addToDays } from './analytics.store.ts'

/** What happened, in numbers that cost the same to read however much was said. See docs/analytics.md. */
export function createAnalyticsModule(deps: {
  db: Database
  log: Logger
  reading: () => ChatReading
  nowMs: () => number
}): Module & { reach: ReturnType<typeof createReachCounter> } {
  const counter = createLogCounter(deps)
  const reach = createReachCounter(deps)
  return {
    name: 'analytics',
    reach,
    tables: [
      { name: 'analytics_cursors', scope: 'tenant', personalData: [] },
      { name: 'analytics_states', scope: 'tenant', personalData: [] },
      { name: 'analytics_days', scope: 'tenant', personalData: [{ columns: ['who'], of: 'member' }] },
      { name: 'analytics_chats', scope: 'tenant', personalData: [{ columns: ['who'], of: 'member' }] },
    ],
    routes: (app) => analyticsRoutes({ db: deps.db, reading: deps.reading() })(app),
    startWorker: counter.start,
    async stop() {
      await Promise.all([counter.stop(), reach.write()])
    },
  }
}
