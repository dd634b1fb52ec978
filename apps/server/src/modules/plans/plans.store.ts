import type { PlanName, Quota } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'

const thisMonth = `date_trunc('month', now() at time zone 'UTC')::date`

/** The caller's transaction is the only one that adds to the workspace until it ends. Writing messages goes on. */
export const lockForAdding = (tx: Tx) =>
  tx.query('select 1 from workspaces where id = $1 for no key update', [tx.workspaceId])

export type PlanRow = { plan: PlanName | null; is_sample: boolean; is_deleted: boolean; name: string }

export const readPlan = (tx: Tx) =>
  tx.maybeOne<PlanRow>(
    'select plan, is_sample, deleted_at is not null as is_deleted, name from workspaces where id = $1',
    [tx.workspaceId],
  )

/** How much of each quota the workspace ($1) uses. */
const counts = {
  messagesPerMonth: `coalesce((
    select messages from workspace_months where workspace_id = $1 and month = ${thisMonth}), 0)`,
  // Whoever was invited has a place already: nobody who accepts is turned away.
  members: `(select count(*) from memberships where workspace_id = $1) + (
    select count(*) from invitations where workspace_id = $1 and accepted_at is null and expires_at > now())`,
  widgets: '(select count(*) from widgets where workspace_id = $1)',
  knowledgeSources: `(select count(*) from knowledge_entries where workspace_id = $1)
    + (select count(*) from knowledge_documents where workspace_id = $1)`,
  storageBytes: '(select coalesce(sum(size_bytes), 0) from knowledge_documents where workspace_id = $1)',
  apiKeys: '(select count(*) from api_keys where workspace_id = $1)',
} satisfies Record<Quota, string>

export async function countUse(tx: Tx, quota: Quota): Promise<number> {
  const { used } = await tx.one<{ used: number }>(`select (${counts[quota]})::bigint as used`, [tx.workspaceId])
  return used
}

export async function countAllUse(tx: Tx): Promise<Record<Quota, number>> {
  const columns = Object.entries(counts).map(([quota, count]) => `(${count})::bigint as "${quota}"`)
  return tx.one(`select ${columns.join(', ')}`, [tx.workspaceId])
}

/** @param limit of messages a month in the new plan; null: none. What was used up may be free again. */
export const writePlan = (tx: Tx, plan: PlanName | null, limit: number | null) =>
  tx.query(
    `update workspaces w set plan = $2, messages_used_up = (
       select u.month from workspace_months u
       where u.workspace_id = $1 and u.month = ${thisMonth} and u.messages >= $3::bigint and not w.is_sample)
     where id = $1`,
    [tx.workspaceId, plan, limit],
  )

/** @returns whether it was not sent this month. */
export const noteNotice = async (tx: Tx, quota: Quota, percent: number) =>
  (
    await tx.query(
      `insert into quota_notices (workspace_id, month, quota, percent) values ($1, ${thisMonth}, $2, $3)
       on conflict do nothing returning quota`,
      [tx.workspaceId, quota, percent],
    )
  ).length > 0

/** @returns how many events of the log were read. */
export const countMessages = async (
  db: Database,
  limits: Record<PlanName, number | null>,
  defaultPlan: PlanName,
  max: number,
) =>
  (
    await db.query<{ read: number }>('select count_messages($1, $2, $3) as read', [
      JSON.stringify(limits),
      defaultPlan,
      max,
    ])
  )[0]?.read ?? 0

/** Ids of workspaces older than one, the newest first. */
export const listWorkspaceIds = async (db: Database, beforeId: string | null, limit: number) =>
  (
    await db.query<{ id: string }>('select id from all_workspaces(null, null, null, $1, null, $2, $3)', [
      null,
      beforeId,
      limit,
    ])
  ).map(({ id }) => id)
