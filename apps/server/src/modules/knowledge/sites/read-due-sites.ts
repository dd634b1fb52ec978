import type { Database } from '../../../platform/database/database.ts'
import type { JobHandler, Jobs } from '../../../platform/jobs/jobs.ts'
import { hasMissing } from './pages.store.ts'
import { enqueueReading, nextReading } from './sites.service.ts'
import { beginReading, listDueSites, lockSite, releaseLapsed } from './sites.store.ts'

const perRun = 100

/** Begins the readings whose time has come, and hands on those that whoever read them has left. */
export function createReadDueSites(deps: { db: Database; jobs: Jobs; nowMs: () => number }): JobHandler {
  const { db, jobs } = deps
  return async (_payload, { signal }) => {
    const now = new Date(deps.nowMs())
    for (const { workspaceId, siteId } of await listDueSites(db, now, perRun)) {
      signal.throwIfAborted()
      await db.transaction(workspaceId, async (tx) => {
        const site = await lockSite(tx, siteId)
        if (site?.status === 'reading') {
          if (await releaseLapsed(tx, siteId)) await enqueueReading(tx, jobs, siteId)
        } else if (site?.dueAt && site.dueAt <= now) {
          // Between two regular readings only what was gone is looked at.
          const regular = nextReading(site.schedule, site.startedAt)
          const isSecondLook = (regular === null || regular > now) && (await hasMissing(tx, siteId))
          await beginReading(tx, siteId, isSecondLook, isSecondLook ? site.startedAt : now)
          await enqueueReading(tx, jobs, siteId)
        }
      })
    }
  }
}
