import type { Database } from '../../platform/database/database.ts'
import type { FeedPosition } from './events.store.ts'

export type LoggedEvent = {
  place: FeedPosition
  workspaceId: string
  chatId: string
  type: string
  /** The message that it is about. */
  messageSeq: number | null
}

type Reader = { name: string; owner: string }

/** Takes or keeps the right to read for a reader; null while another process has it. */
export async function leaseLog(
  db: Database,
  { name, owner }: Reader,
  { leaseMs, version }: { leaseMs: number; version: number },
): Promise<FeedPosition | null> {
  const [row] = await db.query<FeedPosition>(
    'select xid::text as xid, event_id as id from lease_event_log($1, $2, $3, $4::smallint)',
    [name, owner, leaseMs, version],
  )
  return row ?? null
}

export const endLease = (db: Database, { name, owner }: Reader) =>
  db.query('select end_event_log_lease($1, $2)', [name, owner])

/** @returns false when the lease is lost. */
export async function moveLog(db: Database, { name, owner }: Reader, { xid, id }: FeedPosition): Promise<boolean> {
  const [row] = await db.query<{ moved: boolean }>('select move_event_log($1, $2, $3::xid8, $4) as moved', [
    name,
    owner,
    xid,
    id,
  ])
  return row?.moved ?? false
}

export async function readLog(db: Database, { xid, id }: FeedPosition, limit: number): Promise<LoggedEvent[]> {
  type Row = FeedPosition & { workspace_id: string; session_id: string; type: string; message_seq: number | null }
  const rows = await db.query<Row>(
    `select xid::text as xid, event_id as id, workspace_id, session_id, type, message_seq
     from event_log_after($1::xid8, $2, $3)`,
    [xid, id, limit],
  )
  return rows.map((row) => ({
    place: { xid: row.xid, id: row.id },
    workspaceId: row.workspace_id,
    chatId: row.session_id,
    type: row.type,
    messageSeq: row.message_seq,
  }))
}
