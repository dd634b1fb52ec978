import type { Locale } from '@minichat/contracts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import type { Module } from '../../../platform/module.ts'
import type { Hub } from '../../../platform/realtime/hub.ts'
import type { Logger } from '../../../platform/telemetry/log.ts'
import type { Meter } from '../types.ts'
import { costRoutes } from './cost.routes.ts'
import { createMeter } from './meter.ts'
import { createCapNotices } from './notices.ts'
import { dayOf, monthOf } from './periods.ts'
import { createPrices } from './prices.ts'

const dayMs = 24 * 3600_000
/** Single calls; what was spent by day stays. */
const callsKeptMs = 90 * dayMs

/** What calls of AI providers cost, and the caps that they keep within. */
export function createCostModule(deps: {
  db: Database
  hub: Hub
  mail: Mail
  log: Logger
  publicUrl: () => string
  nowMs: () => number
  listManagers: (tx: Tx) => Promise<{ email: string; locale: Locale }[]>
}): Module & { meter: Meter } {
  const { db, nowMs } = deps
  const prices = createPrices(deps)
  return {
    name: 'ai-cost',
    meter: createMeter({ ...deps, prices, notices: createCapNotices(deps) }),
    tables: [
      { name: 'ai_prices', scope: 'global', personalData: [] },
      { name: 'ai_caps', scope: 'tenant', personalData: [] },
      {
        name: 'ai_calls',
        scope: 'tenant',
        personalData: [{ columns: ['visitor_id', 'address_hash'], of: 'visitor' }],
      },
      { name: 'ai_cap_use', scope: 'tenant', personalData: [{ columns: ['key'], of: 'visitor' }] },
      { name: 'ai_spend', scope: 'tenant', personalData: [] },
      { name: 'ai_cap_notices', scope: 'tenant', personalData: [] },
    ],
    routes: costRoutes({ db, prices, nowMs }),
    jobs: {
      async 'ai_cost.lapse_calls'() {
        await db.query('select lapse_ai_calls($1)', [new Date(nowMs())])
      },
      async 'ai_cost.purge_calls'() {
        const lastMonth = monthOf(dayOf(Date.parse(monthOf(dayOf(nowMs()))) - dayMs))
        await db.query('select purge_ai_calls($1, $2::date)', [new Date(nowMs() - callsKeptMs), lastMonth])
      },
    },
    schedule: { 'ai_cost.lapse_calls': '* * * * *', 'ai_cost.purge_calls': '23 3 * * *' },
  }
}
