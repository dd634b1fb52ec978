import { type KnowledgeSite, limits, type SiteSchedule } from '@minichat/contracts'
import { type AuditActor, changesBetween, recordAudit } from '../../../platform/audit.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { Jobs } from '../../../platform/jobs/jobs.ts'
import { presentOrganisation } from '../organisation/organise.ts'
import { countPages, endQueued, type PageCounts } from './pages.store.ts'
import {
  beginReading,
  countSites,
  deleteSite,
  endReading,
  insertSite,
  lockSite,
  type NewSite,
  type SiteRow,
  updateSite,
} from './sites.store.ts'

export const readSiteJob = 'knowledge.read_site'

const dayMs = 24 * 3600_000
const everyMs: Record<SiteSchedule, number | null> = { off: null, daily: dayMs, weekly: 7 * dayMs }

export function presentSite(row: SiteRow, pages: PageCounts): KnowledgeSite {
  const { reading: _, seeded: __, isSecondLook: ___, ...shown } = row
  return {
    ...shown,
    ...presentOrganisation(row),
    pages,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

const presentNow = async (tx: Tx, row: SiteRow) => presentSite(row, (await countPages(tx, [row.id]))(row.id))
const targetOf = ({ id, name }: SiteRow) => ({ kind: 'knowledge_site', id, name })
const auditable = ({ kind, url, name, maxDepth, maxPages, schedule }: SiteRow) => ({
  kind,
  url,
  name,
  maxDepth,
  maxPages,
  schedule,
})

/** When it is to be read after a reading that began then; null: not by itself. */
export function nextReading(schedule: SiteSchedule, startedAt: Date): Date | null {
  const ms = everyMs[schedule]
  return ms === null ? null : new Date(startedAt.getTime() + ms)
}

/** One run at a time waits for each site; it is a row of the caller's transaction. */
export const enqueueReading = (tx: Tx, jobs: Jobs, siteId: string) =>
  jobs.enqueue(tx, readSiteJob, { workspaceId: tx.workspaceId, siteId }, { key: `read-site:${siteId}` })

/** @throws AppError QUOTA_REACHED where there are as many sites as one workspace may have. */
export async function addSite(actor: AuditActor, tx: Tx, jobs: Jobs, site: NewSite): Promise<KnowledgeSite> {
  if ((await countSites(tx)) >= limits.sitesMax) {
    throw new AppError('QUOTA_REACHED', { message: `A workspace has ${limits.sitesMax} sites at most.` })
  }
  const row = await insertSite(tx, newId(), site)
  await enqueueReading(tx, jobs, row.id)
  await recordAudit(tx, { actor, action: 'knowledge.site_added', target: targetOf(row), after: auditable(row) })
  return presentNow(tx, row)
}

type SiteChange = Partial<Pick<SiteRow, 'name' | 'maxDepth' | 'maxPages' | 'schedule'>>

/** @throws AppError NOT_FOUND. */
export async function changeSite(actor: AuditActor, tx: Tx, id: string, change: SiteChange): Promise<KnowledgeSite> {
  const before = await lockOrRefuse(tx, id)
  const schedule = change.schedule ?? before.schedule
  const isOtherSchedule = schedule !== before.schedule && before.status !== 'reading'
  const row = await updateSite(tx, id, {
    name: change.name ?? before.name,
    maxDepth: change.maxDepth ?? before.maxDepth,
    maxPages: change.maxPages ?? before.maxPages,
    schedule,
    dueAt: isOtherSchedule ? nextReading(schedule, before.startedAt) : before.dueAt,
  })
  const changes = changesBetween(auditable(before), auditable(row))
  if (changes) await recordAudit(tx, { actor, action: 'knowledge.site_changed', target: targetOf(row), ...changes })
  return presentNow(tx, row)
}

/** What is being read already goes on. @throws AppError NOT_FOUND. */
export async function readAgain(actor: AuditActor, tx: Tx, jobs: Jobs, id: string, now: Date): Promise<KnowledgeSite> {
  const before = await lockOrRefuse(tx, id)
  if (before.status === 'reading') return presentNow(tx, before)
  const row = await beginReading(tx, id, false, now)
  await enqueueReading(tx, jobs, id)
  await recordAudit(tx, { actor, action: 'knowledge.site_read', target: targetOf(row) })
  return presentNow(tx, row)
}

/** What was read stays, and what was queued is left as it was before. @throws AppError NOT_FOUND. */
export async function stopReading(actor: AuditActor, tx: Tx, id: string, now: Date): Promise<KnowledgeSite> {
  const before = await lockOrRefuse(tx, id)
  if (before.status !== 'reading') return presentNow(tx, before)
  await endQueued(tx, id, 'skipped', null)
  const dueAt = nextReading(before.schedule, before.startedAt)
  const row = await endReading(tx, id, { status: 'stopped', problem: null, dueAt, now })
  await recordAudit(tx, { actor, action: 'knowledge.site_stopped', target: targetOf(row) })
  return presentNow(tx, row)
}

/** With all of its pages. @throws AppError NOT_FOUND. */
export async function removeSite(actor: AuditActor, tx: Tx, id: string): Promise<void> {
  const row = await lockOrRefuse(tx, id)
  await deleteSite(tx, id)
  await recordAudit(tx, { actor, action: 'knowledge.site_removed', target: targetOf(row), before: auditable(row) })
}

async function lockOrRefuse(tx: Tx, id: string): Promise<SiteRow> {
  const row = await lockSite(tx, id)
  if (!row) throw new AppError('NOT_FOUND')
  return row
}
