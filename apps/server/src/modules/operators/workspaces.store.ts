import type { OperatedWorkspace, OperatedWorkspaceState, PlanName } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'

type WorkspaceRow = {
  id: string
  name: string
  plan: PlanName | null
  is_sample: boolean
  locked_at: Date | null
  lock_reason: string | null
  deleted_at: Date | null
  created_at: Date
  owners: OperatedWorkspace['owners']
  members: number
  widgets: number
  knowledge_sources: number
  storage_bytes: number
  messages: number
  answers: number
}

export type WorkspaceFilter = {
  ids: string[] | null
  words: string | null
  plan: PlanName | null
  state: OperatedWorkspaceState | null
  beforeId: string | null
  limit: number
}

export async function listWorkspaces(
  db: Pick<Database, 'query'>,
  filter: WorkspaceFilter,
  defaultPlan: PlanName,
): Promise<OperatedWorkspace[]> {
  const rows = await db.query<WorkspaceRow>('select * from all_workspaces($1, $2, $3, $4, $5, $6, $7)', [
    filter.ids,
    filter.words,
    filter.plan,
    defaultPlan,
    filter.state,
    filter.beforeId,
    filter.limit,
  ])
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isSample: row.is_sample,
    plan: row.plan ?? defaultPlan,
    isDefaultPlan: row.plan === null,
    lockedAt: row.locked_at?.toISOString() ?? null,
    lockReason: row.lock_reason,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    owners: row.owners,
    usage: {
      members: row.members,
      widgets: row.widgets,
      knowledgeSources: row.knowledge_sources,
      storageBytes: row.storage_bytes,
      messages: row.messages,
      answers: row.answers,
    },
    createdAt: row.created_at.toISOString(),
  }))
}

export type WorkspaceLock = { name: string; locked_at: Date | null }

export const readLock = (tx: Tx) =>
  tx.maybeOne<WorkspaceLock>('select name, locked_at from workspaces where id = $1 for no key update', [tx.workspaceId])

export const writeLock = (tx: Tx, reason: string | null) =>
  tx.query(
    `update workspaces set lock_reason = $2::text, locked_at = case when $2::text is null then null else now() end
     where id = $1`,
    [tx.workspaceId, reason],
  )

export const isLocked = async (tx: Tx) =>
  (await tx.maybeOne('select 1 from workspaces where id = $1 and locked_at is not null', [tx.workspaceId])) !==
  undefined
