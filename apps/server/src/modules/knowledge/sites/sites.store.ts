import type { PageProblem, SiteKind, SiteSchedule, SiteStatus } from '@minichat/contracts'
import type { Database, Tx } from '../../../platform/database/database.ts'
import type { ListPlace } from '../entries.store.ts'
import {
  filterSql,
  filterValues,
  type OrganisationFilter,
  type OrganisationRow,
  organisationColumns,
} from '../organisation/organisation.store.ts'

export type SiteRow = OrganisationRow & {
  id: string
  kind: SiteKind
  url: string
  name: string
  maxDepth: number
  maxPages: number
  schedule: SiteSchedule
  status: SiteStatus
  problem: PageProblem | null
  reading: number
  seeded: number
  isSecondLook: boolean
  startedAt: Date
  finishedAt: Date | null
  dueAt: Date | null
  createdAt: Date
  updatedAt: Date
}

const columns = `id, kind, url, name, max_depth as "maxDepth", max_pages as "maxPages", schedule, status, problem, reading,
  seeded, is_second_look as "isSecondLook", started_at as "startedAt", finished_at as "finishedAt", due_at as "dueAt",
  ${organisationColumns}, created_at as "createdAt", updated_at as "updatedAt"`

export type NewSite = Pick<SiteRow, 'kind' | 'url' | 'name' | 'maxDepth' | 'maxPages' | 'schedule'>

/** Nobody reads it yet; when nobody has begun until then, it counts as left. */
const untilLeft = `clock_timestamp() + interval '10 minutes'`

export const insertSite = (tx: Tx, id: string, site: NewSite) =>
  tx.one<SiteRow>(
    `insert into knowledge_sites (workspace_id, id, kind, url, name, max_depth, max_pages, schedule, lease_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, ${untilLeft}) returning ${columns}`,
    [tx.workspaceId, id, site.kind, site.url, site.name, site.maxDepth, site.maxPages, site.schedule],
  )

export const findSite = (tx: Tx, id: string) =>
  tx.maybeOne<SiteRow>(`select ${columns} from knowledge_sites where workspace_id = $1 and id = $2`, [
    tx.workspaceId,
    id,
  ])

export const lockSite = (tx: Tx, id: string) =>
  tx.maybeOne<SiteRow>(`select ${columns} from knowledge_sites where workspace_id = $1 and id = $2 for update`, [
    tx.workspaceId,
    id,
  ])

export const countSites = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ count: number }>('select count(*)::integer as count from knowledge_sites where workspace_id = $1', [
      tx.workspaceId,
    ])
  ).count

/** The newest first. */
export const listSites = (
  tx: Tx,
  filter: OrganisationFilter & { status?: SiteStatus },
  after: ListPlace | null,
  limit: number,
) =>
  tx.query<SiteRow>(
    `select ${columns} from knowledge_sites
     where workspace_id = $1 and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
       and ($5::text is null or status = $5) ${filterSql(6)}
     order by created_at desc, id desc limit $4`,
    [tx.workspaceId, after?.at ?? null, after?.id ?? null, limit, filter.status ?? null, ...filterValues(filter)],
  )

export const updateSite = (
  tx: Tx,
  id: string,
  to: Pick<SiteRow, 'name' | 'maxDepth' | 'maxPages' | 'schedule' | 'dueAt'>,
) =>
  tx.one<SiteRow>(
    `update knowledge_sites set name = $3, max_depth = $4, max_pages = $5, schedule = $6, due_at = $7
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id, to.name, to.maxDepth, to.maxPages, to.schedule, to.dueAt],
  )

export const deleteSite = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query('delete from knowledge_sites where workspace_id = $1 and id = $2 returning id', [tx.workspaceId, id]))
    .length === 1

/** The next reading begins: whoever read it before has nothing to write any more. */
export const beginReading = (tx: Tx, id: string, isSecondLook: boolean, now: Date) =>
  tx.one<SiteRow>(
    `update knowledge_sites set status = 'reading', reading = reading + 1, is_second_look = $3, problem = null,
       started_at = $4, finished_at = null, due_at = null, lease_owner = null, lease_until = ${untilLeft}
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id, isSecondLook, now],
  )

export const endReading = (
  tx: Tx,
  id: string,
  end: { status: Exclude<SiteStatus, 'reading'>; problem: PageProblem | null; dueAt: Date | null; now: Date },
) =>
  tx.one<SiteRow>(
    `update knowledge_sites set status = $3, problem = $4, due_at = $5, finished_at = $6, lease_owner = null,
       lease_until = null
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id, end.status, end.problem, end.dueAt, end.now],
  )

/** Takes a site that is to be read and that nobody reads. @returns undefined when there is nothing to do. */
export const claimSite = (tx: Tx, id: string, owner: string, leaseMs: number) =>
  tx.maybeOne<SiteRow>(
    `update knowledge_sites set lease_owner = $3, lease_until = clock_timestamp() + $4 * interval '1 millisecond'
     where workspace_id = $1 and id = $2 and status = 'reading'
       and (lease_owner is null or lease_until < clock_timestamp())
     returning ${columns}`,
    [tx.workspaceId, id, owner, leaseMs],
  )

/** @returns whether it is still ours to read; its row is locked then until the transaction ends. */
export const holdSite = async (tx: Tx, id: string, owner: string, leaseMs: number): Promise<boolean> =>
  (
    await tx.query(
      `update knowledge_sites set lease_until = clock_timestamp() + $4 * interval '1 millisecond'
       where workspace_id = $1 and id = $2 and lease_owner = $3 and status = 'reading' returning id`,
      [tx.workspaceId, id, owner, leaseMs],
    )
  ).length === 1

/** For whoever goes on with it. */
export const releaseSite = (tx: Tx, id: string, owner: string) =>
  tx.query(
    `update knowledge_sites set lease_owner = null, lease_until = ${untilLeft}
     where workspace_id = $1 and id = $2 and lease_owner = $3`,
    [tx.workspaceId, id, owner],
  )

/** @returns whether whoever read it has left it. */
export const releaseLapsed = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await tx.query(
      `update knowledge_sites set lease_owner = null, lease_until = ${untilLeft}
       where workspace_id = $1 and id = $2 and status = 'reading' and lease_until < clock_timestamp() returning id`,
      [tx.workspaceId, id],
    )
  ).length === 1

export const noteSeeded = (tx: Tx, id: string, reading: number) =>
  tx.query('update knowledge_sites set seeded = $3 where workspace_id = $1 and id = $2', [tx.workspaceId, id, reading])

/** Of all workspaces, what is to be read now or was left. */
export const listDueSites = (db: Database, now: Date, limit: number) =>
  db.query<{ workspaceId: string; siteId: string }>(
    'select workspace_id as "workspaceId", site_id as "siteId" from due_knowledge_sites($1, $2)',
    [now, limit],
  )
