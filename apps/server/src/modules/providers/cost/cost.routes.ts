import { getAiCaps, getAiPrices, getAiSpend, setAiPrices, updateAiCaps } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { changesBetween, recordAudit } from '../../../platform/audit.ts'
import type { Database } from '../../../platform/database/database.ts'
import { route } from '../../../platform/http/route.ts'
import { lockCaps, readCaps, writeCaps } from './caps.ts'
import type { Prices } from './prices.ts'
import { readSpend } from './spend.ts'

/** What AI providers cost, what they may cost, and the prices. */
export function costRoutes({ db, prices, nowMs }: { db: Database; prices: Prices; nowMs: () => number }) {
  return (app: FastifyInstance): void => {
    route(app, getAiSpend, ({ actor, query }) =>
      db.transaction(actor.workspaceId, (tx) => readSpend(tx, query.days, nowMs())),
    )

    route(app, getAiCaps, ({ actor }) => db.transaction(actor.workspaceId, readCaps))

    route(app, updateAiCaps, ({ actor, body }) =>
      db.transaction(actor.workspaceId, async (tx) => {
        await lockCaps(tx)
        const before = await readCaps(tx)
        const after = { ...before, ...body }
        await writeCaps(tx, after)
        const change = changesBetween(before, after)
        if (change) await recordAudit(tx, { actor, action: 'workspace.ai_caps_changed', ...change })
        return after
      }),
    )

    route(app, getAiPrices, () => prices.read())
    route(app, setAiPrices, ({ actor, body }) => prices.replace(actor, body.prices))
  }
}
