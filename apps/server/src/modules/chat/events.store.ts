import type { DurableEvent } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { type EventRow, type FeedRow, messageJoin, type NoteRow } from './chat-rows.ts'

/** The caller holds the chat's lock. @returns the number of the event. */
export const addEvent = async (tx: Tx, chatId: string, type: string, data: object) =>
  (await tx.one<{ seq: number }>('select add_chat_event($1, $2, $3, $4) as seq', [tx.workspaceId, chatId, type, data]))
    .seq

const eventColumns = `
  e.xid::text as xid, e.id, e.session_id, e.seq, e.type, e.data, holder.name as member_name,
  case when m.id is null then null else json_build_object(
    'id', m.id, 'session_id', m.session_id, 'seq', m.seq, 'author_kind', m.author_kind, 'author_id', m.author_id,
    'author_name', u.name, 'body', m.body, 'client_message_id', m.client_message_id, 'state', m.state,
    'question_seq', m.question_seq, 'edited_at', m.edited_at, 'citations', m.citations,
    'offers_person', m.offers_person, 'quick_replies', m.quick_replies, 'rating', m.rating,
    'rating_reason', m.rating_reason, 'mail', m.mail, 'created_at', m.created_at) end as message`
const eventFrom = `
  chat_events e
  left join chat_messages m on m.workspace_id = e.workspace_id and m.session_id = e.session_id
    and m.seq = e.message_seq
  ${messageJoin}
  left join users holder on holder.id = (e.data ->> 'memberId')::uuid`

/** With what is for members alone: the notes, and the names of those who did something among themselves. */
const feedColumns = `${eventColumns}, doer.name as by_name, assignee.name as assignee_name,
  case when n.id is null then null else json_build_object(
    'id', n.id, 'session_id', n.session_id, 'seq', n.seq, 'author_id', n.author_id, 'author_name', writer.name,
    'client_note_id', n.client_note_id, 'body', n.body, 'mentions', n.mentions, 'created_at', n.created_at) end as note`
const feedFrom = `${eventFrom}
  left join users doer on doer.id = (e.data ->> 'byId')::uuid
  left join users assignee on assignee.id = (e.data ->> 'assigneeId')::uuid
  left join chat_notes n on n.workspace_id = e.workspace_id and n.session_id = e.session_id and n.seq = e.note_seq
  left join users writer on writer.id = n.author_id`

/** Times inside JSON come as text. */
const revive = <T extends EventRow & { note?: NoteRow | null }>(rows: T[]) => {
  for (const { message, note } of rows) {
    if (note) note.created_at = new Date(note.created_at)
    if (!message) continue
    message.created_at = new Date(message.created_at)
    message.edited_at &&= new Date(message.edited_at)
  }
  return rows
}

/** Durable events of a chat after a number, in order. */
export const eventsAfter = async (tx: Tx, chatId: string, afterSeq: number, limit: number) =>
  revive(
    await tx.query<EventRow>(
      `select ${eventColumns} from ${eventFrom}
       where e.workspace_id = $1 and e.session_id = $2 and e.seq > $3 order by e.seq limit $4`,
      [tx.workspaceId, chatId, afterSeq, limit],
    ),
  )

/** The newest events of some types from a number on, in order; as members may read them. */
export const newestEvents = async (
  tx: Tx,
  chatId: string,
  { types, fromSeq, limit }: { types: DurableEvent['type'][]; fromSeq: number; limit: number },
) =>
  revive(
    await tx.query<FeedRow>(
      `select ${feedColumns} from ${feedFrom}
       where e.workspace_id = $1 and e.session_id = $2 and e.seq >= $3
         and e.type = any ($5::text[])
       order by e.seq desc limit $4`,
      [tx.workspaceId, chatId, fromSeq, limit, types],
    ),
  ).reverse()

/** A place in the workspace's feed. */
export type FeedPosition = { xid: string; id: number }

/** Events of the workspace after a place, in commit order, up to the oldest transaction that is still running. */
export const feedAfter = async (tx: Tx, after: FeedPosition, limit: number) =>
  revive(
    await tx.query<FeedRow>(
      `select ${feedColumns} from ${feedFrom}
       where e.workspace_id = $1 and (e.xid, e.id) > ($2::xid8, $3::bigint)
         and e.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by e.xid, e.id limit $4`,
      [tx.workspaceId, after.xid, after.id, limit],
    ),
  )

/** Whether something is committed after a place, told already or still held back. */
export const hasMoreFeed = async (tx: Tx, after: FeedPosition) =>
  (
    await tx.one<{ more: boolean }>(
      `select exists (
         select from chat_events where workspace_id = $1 and (xid, id) > ($2::xid8, $3::bigint)
       ) as more`,
      [tx.workspaceId, after.xid, after.id],
    )
  ).more

/** The place from which on everything is new to somebody who fetches the lists after this call. */
export const feedHead = async (tx: Tx): Promise<FeedPosition> => {
  const { xid } = await tx.one<{ xid: string }>(`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`)
  return { xid, id: 0 }
}
