import type { PageProblem } from '@minichat/contracts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import type { JobHandler, Jobs } from '../../../platform/jobs/jobs.ts'
import type { Logger } from '../../../platform/telemetry/log.ts'
import type { AssertRoomFor } from '../knowledge.routes.ts'
import { PageRefused } from './page-problem.ts'
import { createPageReader, type PageReader } from './page-reader.ts'
import {
  countPages,
  dropBeyond,
  endQueued,
  firstProblem,
  hasMissing,
  nextQueued,
  type PageRow,
  queueAgain,
  queuePages,
} from './pages.store.ts'
import { openSite, type SiteVisit, type VisitDeps } from './site-visit.ts'
import { enqueueReading, nextReading } from './sites.service.ts'
import { claimSite, endReading, findSite, holdSite, noteSeeded, releaseSite, type SiteRow } from './sites.store.ts'
import { type PageLook, storeLook } from './store-page.ts'

export type ReadSiteDeps = VisitDeps & {
  db: Database
  jobs: Jobs
  log: Pick<Logger, 'info'>
  assertRoomFor: AssertRoomFor
  nowMs: () => number
}

/** So long a site is read at a stretch; then others have their turn. */
const sliceMs = 20_000
/** Longer than any single look takes. */
const leaseMs = 90_000
const secondLookMs = 3600_000

/**
 * Reads a site, or a stretch of it: whatever is queued, one page after the other, each stored with what it links to
 * before the next is looked at. Cut at any place it goes on there; a second run meanwhile finds it taken.
 */
export function createReadSite(deps: ReadSiteDeps): JobHandler {
  return async ({ workspaceId, siteId }, { signal }) => {
    if (!isId(workspaceId) || !isId(siteId)) throw new TypeError('The job names no site.')
    const owner = newId()
    const site = await deps.db.transaction(workspaceId, (tx) => claimSite(tx, siteId, owner, leaseMs))
    if (!site) return
    const reader = createPageReader()
    try {
      await readStretch(deps, { workspaceId, site, owner, reader, signal })
    } catch (error) {
      await deps.db.transaction(workspaceId, (tx) => releaseSite(tx, siteId, owner))
      throw error
    } finally {
      reader.close()
    }
  }
}

type Stretch = { workspaceId: string; site: SiteRow; owner: string; reader: PageReader; signal: AbortSignal }

async function readStretch(deps: ReadSiteDeps, stretch: Stretch): Promise<void> {
  const { workspaceId, site, owner, signal } = stretch
  const { db } = deps
  const endsAt = performance.now() + sliceMs
  /** Writes as long as the site is ours; false when it was stopped, deleted or taken over. */
  const whileOurs = (write: (tx: Tx) => Promise<unknown>) =>
    db.transaction(workspaceId, async (tx) => {
      if (!(await holdSite(tx, site.id, owner, leaseMs))) return false
      await write(tx)
      return true
    })
  try {
    const visit = await openSite(deps, site.url, signal)
    if (site.seeded < site.reading && !(await seed(visit, site, whileOurs))) return
    while (performance.now() < endsAt) {
      signal.throwIfAborted()
      const page = await db.transaction(workspaceId, (tx) => nextQueued(tx, site.id))
      if (!page) return void (await whileOurs((tx) => finish(deps, tx, site)))
      const look = await lookAt(visit, stretch, page)
      if (!(await whileOurs((tx) => storeLook(tx, deps.assertRoomFor, site, page, look)))) return
    }
    await db.transaction(workspaceId, async (tx) => {
      await releaseSite(tx, site.id, owner)
      await enqueueReading(tx, deps.jobs, site.id)
    })
  } catch (error) {
    const problem = problemOf(error)
    if (!problem) throw error
    await whileOurs(async (tx) => {
      await endQueued(tx, site.id, 'failed', problem)
      await finish(deps, tx, site, problem)
    })
  }
}

function problemOf(error: unknown): PageProblem | null {
  if (error instanceof PageRefused) return error.problem
  return error instanceof AppError && error.code === 'QUOTA_REACHED' ? 'quota_reached' : null
}

/** Queues what the reading begins with. @returns false when the site is not ours any more. */
async function seed(
  visit: SiteVisit,
  site: SiteRow,
  whileOurs: (write: (tx: Tx) => Promise<unknown>) => Promise<boolean>,
): Promise<boolean> {
  const isListed = site.kind === 'sitemap' && !site.isSecondLook
  const first = isListed ? (await visit.readSitemap(site.url, site.maxPages)).pages : [site.url]
  return whileOurs(async (tx) => {
    await dropBeyond(tx, { ...site, maxDepth: site.kind === 'links' ? site.maxDepth : 0 })
    await queueAgain(tx, site, site.isSecondLook)
    if (!site.isSecondLook) await queuePages(tx, site, first, 0)
    await noteSeeded(tx, site.id, site.reading)
  })
}

async function lookAt(visit: SiteVisit, { reader, signal }: Stretch, page: PageRow): Promise<PageLook> {
  try {
    const isKnown = page.documentId !== null
    const fetched = await visit.fetchPage(page.url, {
      etag: isKnown ? page.etag : null,
      lastModified: isKnown ? page.lastModified : null,
    })
    if (fetched.bytes === null) return { kind: 'unchanged' }
    const { url, contentType, robotsTag, etag, lastModified } = fetched
    const outcome = await reader.read({ url, bytes: fetched.bytes, contentType, robotsTag }, signal)
    if ('problem' in outcome) return { kind: 'refused', ...outcome }
    return { kind: 'read', url, reading: outcome, etag, lastModified }
  } catch (error) {
    if (!(error instanceof PageRefused)) throw error
    return { kind: 'refused', problem: error.problem, links: [] }
  }
}

/** @param problem what ended it before its time. */
async function finish(deps: ReadSiteDeps, tx: Tx, { id }: SiteRow, problem: PageProblem | null = null): Promise<void> {
  // As it is now: schedule and limits may have changed meanwhile.
  const site = await findSite(tx, id)
  if (!site) return
  const { read, missing } = (await countPages(tx, [id]))(id)
  const hasPages = read + missing > 0
  const why = problem ?? (hasPages ? null : ((await firstProblem(tx, id)) ?? 'no_text'))
  const now = new Date(deps.nowMs())
  const regular = nextReading(site.schedule, site.startedAt)
  const secondLook = (await hasMissing(tx, id)) ? new Date(now.getTime() + secondLookMs) : null
  const dueAt = [regular, secondLook].filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null
  await endReading(tx, id, { status: hasPages ? 'ready' : 'failed', problem: why, dueAt, now })
  deps.log.info({ siteId: id, pages: read, problem: why }, 'A site was read.')
}
