import type { Tx } from '../../platform/database/database.ts'
import type { Reply } from './reply-shape.ts'

export type WaitRow = {
  id: string
  state: 'waiting' | 'answered' | 'taken' | 'over'
  acknowledged_at: Date | null
  due_at: Date
  reply: Reply | { error: string } | null
}

const columns = 'id, state, acknowledged_at, due_at, reply'

/** Begins to wait, or goes on with what another process began. */
export async function beginWait(
  tx: Tx,
  wait: { id: string; answerId: string | null; linkId: string; dueAt: Date },
): Promise<WaitRow> {
  const made = await tx.maybeOne<WaitRow>(
    `insert into n8n_waits (workspace_id, id, answer_id, link_id, due_at) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id, answer_id, link_id) do nothing returning ${columns}`,
    [tx.workspaceId, wait.id, wait.answerId, wait.linkId, wait.dueAt],
  )
  if (made) return made
  return tx.one<WaitRow>(
    `select ${columns} from n8n_waits where workspace_id = $1 and answer_id = $2 and link_id = $3`,
    [tx.workspaceId, wait.answerId, wait.linkId],
  )
}

export const findWait = (tx: Tx, id: string) =>
  tx.maybeOne<WaitRow>(`select ${columns} from n8n_waits where workspace_id = $1 and id = $2`, [tx.workspaceId, id])

export const noteAcknowledged = (tx: Tx, id: string, at: Date) =>
  tx.query('update n8n_waits set acknowledged_at = $3 where workspace_id = $1 and id = $2', [tx.workspaceId, id, at])

/** Ends the wait, if that has not happened yet. @returns it as it was before, with a reply that came meanwhile. */
export const endWait = (tx: Tx, id: string) =>
  tx.maybeOne<WaitRow>(
    `update n8n_waits w set state = case w.state when 'answered' then 'taken' else 'over' end, reply = null
     from (
       select ${columns} from n8n_waits
       where workspace_id = $1 and id = $2 and state in ('waiting', 'answered') for update
     ) before
     where w.workspace_id = $1 and w.id = before.id
     returning before.id, before.state, before.acknowledged_at, before.due_at, before.reply`,
    [tx.workspaceId, id],
  )

/** A wait with how its answer stands (null: there is none), locked: of two replies one is the first. */
export const lockWait = (tx: Tx, id: string) =>
  tx.maybeOne<WaitRow & { answer: 'pending' | 'running' | 'done' | 'failed' | 'cancelled' | null }>(
    `select w.id, w.state, w.acknowledged_at, w.due_at, w.reply, a.status as answer
     from n8n_waits w left join answers a on a.workspace_id = w.workspace_id and a.id = w.answer_id
     where w.workspace_id = $1 and w.id = $2 for update of w`,
    [tx.workspaceId, id],
  )

export const storeReply = (tx: Tx, id: string, reply: Reply | { error: string }) =>
  tx.query(`update n8n_waits set state = 'answered', reply = $3 where workspace_id = $1 and id = $2`, [
    tx.workspaceId,
    id,
    JSON.stringify(reply),
  ])

/** Waits that were over so long ago that nobody calls back any more. */
export const forgetWaits = (tx: Tx, before: Date) =>
  tx.query('delete from n8n_waits where workspace_id = $1 and due_at < $2', [tx.workspaceId, before])
