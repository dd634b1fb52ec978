import { getPlan, type PlanName } from '@minichat/contracts'
import type { Database } from '../../platform/database/database.ts'
import { route } from '../../platform/http/route.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { Module } from '../../platform/module.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { createMessageCounter } from './message-counter.ts'
import { createPlansService, type PlansService } from './plans.service.ts'

export type { PlansService } from './plans.service.ts'

/** What each workspace may use, enforced where it is used, with notices before it ends. */
export function createPlansModule(deps: {
  db: Database
  mail: Mail
  log: Logger
  defaultPlan: PlanName
  publicUrl: () => string
  nowMs: () => number
  onPlanChanged: () => void
}): Module & { plans: PlansService } {
  const { db } = deps
  const plans = createPlansService(deps)
  const counter = createMessageCounter(plans.countMessages, deps.log)
  return {
    name: 'plans',
    plans,
    tables: [
      { name: 'workspace_months', scope: 'tenant', personalData: [] },
      { name: 'message_counting', scope: 'global', personalData: [] },
      { name: 'quota_notices', scope: 'tenant', personalData: [] },
    ],
    routes(app) {
      route(app, getPlan, async ({ actor }) => {
        const { name: _, ...plan } = await db.transaction(actor.workspaceId, plans.usageOf)
        return plan
      })
    },
    jobs: { 'plans.give_notices': (_payload, { signal }) => plans.giveNotices(signal) },
    schedule: { 'plans.give_notices': '*/5 * * * *' },
    startWorker: counter.start,
    stop: counter.stop,
  }
}
