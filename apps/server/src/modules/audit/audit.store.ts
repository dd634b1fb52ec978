import type { AuditEntry, LogEntry } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'

export type AuditFilter = {
  actorId?: string | undefined
  action?: string | undefined
  target?: string | undefined
  from?: string | undefined
  until?: string | undefined
  search?: string | undefined
}
/** Entries older than this one. */
type Place = { beforeId: string | null; limit: number }

type EntryRow = {
  id: string
  at: Date
  actor_kind: AuditEntry['actor']['kind']
  actor_id: string | null
  actor_name: string
  action: string
  target_kind: string | null
  target_id: string | null
  target_name: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  address: string | null
  request_id: string | null
}
type LogRow = EntryRow & { workspace_id: string | null; workspace_name: string | null }

const filterValues = (filter: AuditFilter, { beforeId, limit }: Place) => [
  beforeId,
  filter.actorId ?? null,
  filter.action ?? null,
  filter.target || null,
  filter.from ?? null,
  filter.until ?? null,
  filter.search?.toLowerCase() || null,
  limit,
]

/** Of the transaction's workspace, the newest first: ids rise with time. */
export async function listEntries(tx: Tx, filter: AuditFilter, place: Place): Promise<AuditEntry[]> {
  const rows = await tx.query<EntryRow>(
    `select id, at, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name, before, after,
       address, request_id
     from audit_entries
     where workspace_id = $9 and ($1::uuid is null or id < $1) and ($2::uuid is null or actor_id = $2)
       and ($3::text is null or action = $3 or starts_with(action, $3 || '.'))
       and ($4::text is null or target_id = $4)
       and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)
       and ($7::text is null
         or strpos(lower(concat_ws(' ', actor_name, target_name, action, target_id, address)), $7) > 0)
     order by id desc limit $8`,
    [...filterValues(filter, place), tx.workspaceId],
  )
  return rows.map(present)
}

/** Of all workspaces and accounts. */
export async function listLogEntries(
  db: Database,
  filter: AuditFilter & { workspaceId?: string | undefined },
  place: Place,
): Promise<LogEntry[]> {
  const rows = await db.query<LogRow>('select * from all_audit_entries($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    ...filterValues(filter, place),
    filter.workspaceId ?? null,
  ])
  return rows.map((row) => ({
    ...present(row),
    workspace: row.workspace_id ? { id: row.workspace_id, name: row.workspace_name ?? '' } : null,
  }))
}

export const purgeEntries = (db: Database, before: Date) => db.query('select purge_audit_entries($1)', [before])

const present = (row: EntryRow): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  action: row.action,
  target:
    row.target_kind === null || row.target_id === null
      ? null
      : { kind: row.target_kind, id: row.target_id, name: row.target_name },
  before: row.before,
  after: row.after,
  address: row.address,
  requestId: row.request_id,
})
