import type { DurableEvent, Marks } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import {
  type AnswerRow,
  type EventRow,
  type MarksRow,
  type MessageRow,
  messageColumns,
  messageJoin,
  type StoredCitation,
  type StoredState,
  type SummaryRow,
  summaryColumns,
  summaryFrom,
  type VisitorRow,
} from './chat-rows.ts'

export const findSummary = (tx: Tx, chatId: string) =>
  tx.maybeOne<SummaryRow>(`select ${summaryColumns} from ${summaryFrom()} where s.workspace_id = $1 and s.id = $2`, [
    tx.workspaceId,
    chatId,
  ])

/** Chats by activity, the newest first. All of them are the open and the closed ones, each read by its index. */
export function listSummaries(
  tx: Tx,
  page: { status: 'open' | 'closed' | 'all'; before: { at: string; id: string } | null; limit: number },
): Promise<SummaryRow[]> {
  const statuses = page.status === 'all' ? (['open', 'closed'] as const) : [page.status]
  const ranges = statuses.map(
    (status) =>
      `(select * from chat_sessions
        where workspace_id = $1 and status = '${status}'
          ${page.before ? 'and (last_active_at, id) < ($3::timestamptz, $4::uuid)' : ''}
        order by last_active_at desc, id desc limit $2)`,
  )
  const found = `(select * from (${ranges.join(' union all ')}) part order by last_active_at desc, id desc limit $2)`
  return tx.query<SummaryRow>(
    `select ${summaryColumns} from ${summaryFrom(found)} order by s.last_active_at desc, s.id desc`,
    [tx.workspaceId, page.limit, ...(page.before ? [page.before.at, page.before.id] : [])],
  )
}

export const findVisitor = (tx: Tx, visitorId: string) =>
  tx.maybeOne<VisitorRow>(
    'select id, name, email, phone, attributes from visitors where workspace_id = $1 and id = $2',
    [tx.workspaceId, visitorId],
  )

export const findSummaries = (tx: Tx, chatIds: string[]) =>
  tx.query<SummaryRow>(
    `select ${summaryColumns} from ${summaryFrom()} where s.workspace_id = $1 and s.id = any ($2::uuid[])`,
    [tx.workspaceId, chatIds],
  )

export const findMessage = (tx: Tx, chatId: string, seq: number) =>
  tx.one<MessageRow>(
    `select ${messageColumns} from chat_messages m ${messageJoin}
     where m.workspace_id = $1 and m.session_id = $2 and m.seq = $3`,
    [tx.workspaceId, chatId, seq],
  )

/** The newest messages before a number (exclusive; null for the end), newest first. */
export const listMessages = (tx: Tx, chatId: string, beforeSeq: number | null, limit: number) =>
  tx.query<MessageRow>(
    `select ${messageColumns} from chat_messages m ${messageJoin}
     where m.workspace_id = $1 and m.session_id = $2 and m.seq < $3
     order by m.seq desc limit $4`,
    [tx.workspaceId, chatId, beforeSeq ?? 2_147_483_647, limit],
  )

/** The answer that is being written or waits for its turn, the oldest first. */
export const findOpenAnswer = (tx: Tx, chatId: string) =>
  tx.maybeOne<AnswerRow>(
    `select id, attempt, epoch, text from answers
     where workspace_id = $1 and session_id = $2 and status in ('pending', 'running')
     order by question_seq limit 1`,
    [tx.workspaceId, chatId],
  )

const eventColumns = `
  e.xid::text as xid, e.id, e.session_id, e.seq, e.type, e.data, holder.name as member_name,
  case when m.id is null then null else json_build_object(
    'id', m.id, 'session_id', m.session_id, 'seq', m.seq, 'author_kind', m.author_kind, 'author_id', m.author_id,
    'author_name', u.name, 'body', m.body, 'client_message_id', m.client_message_id, 'state', m.state,
    'question_seq', m.question_seq, 'edited_at', m.edited_at, 'citations', m.citations,
    'offers_person', m.offers_person, 'created_at', m.created_at) end as message`
const eventFrom = `
  chat_events e
  left join chat_messages m on m.workspace_id = e.workspace_id and m.session_id = e.session_id
    and m.seq = e.message_seq
  ${messageJoin}
  left join users holder on holder.id = (e.data ->> 'memberId')::uuid`

/** Times inside JSON come as text. */
const revive = (rows: EventRow[]) => {
  for (const { message } of rows) {
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

/** The newest events of some types from a number on, in order. */
export const newestEvents = async (
  tx: Tx,
  chatId: string,
  { types, fromSeq, limit }: { types: DurableEvent['type'][]; fromSeq: number; limit: number },
) =>
  revive(
    await tx.query<EventRow>(
      `select ${eventColumns} from ${eventFrom}
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
    await tx.query<EventRow>(
      `select ${eventColumns} from ${eventFrom}
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

export type SessionRow = MarksRow & {
  status: 'open' | 'closed'
  handled_by: 'ai' | 'member'
  member_id: string | null
  epoch: number
  person_requested_at: Date | null
  last_seq: number
  context_seq: number
  message_count: number
  visitor_id: string
  widget_id: string
  last_active_at: Date
  created_at: Date
  closed_at: Date | null
  erased_at: Date | null
}

const sessionQuery = `
  select status, handled_by, member_id, epoch, person_requested_at, last_seq, visitor_delivered_seq, visitor_read_seq,
    member_delivered_seq, member_read_seq, context_seq, message_count, visitor_id, widget_id, last_active_at, created_at, closed_at, erased_at
  from chat_sessions where workspace_id = $1 and id = $2`

export const readSession = (tx: Tx, chatId: string) => tx.maybeOne<SessionRow>(sessionQuery, [tx.workspaceId, chatId])

export const lockSession = (tx: Tx, chatId: string) =>
  tx.maybeOne<SessionRow>(`${sessionQuery} for no key update`, [tx.workspaceId, chatId])

export const hasMessage = async (tx: Tx, chatId: string, clientMessageId: string) =>
  (
    await tx.query(
      'select 1 from chat_messages where workspace_id = $1 and session_id = $2 and client_message_id = $3',
      [tx.workspaceId, chatId, clientMessageId],
    )
  ).length > 0

/** The number of the newest reply by another member than this one; 0 for none. */
export const lastReplyByAnother = async (tx: Tx, chatId: string, memberId: string) =>
  (
    await tx.one<{ seq: number }>(
      `select coalesce(max(seq), 0) as seq from chat_messages
       where workspace_id = $1 and session_id = $2 and author_kind = 'member' and author_id <> $3`,
      [tx.workspaceId, chatId, memberId],
    )
  ).seq

/** Writes who handles the chat and where it stands. The caller holds its lock. */
export const setState = (tx: Tx, chatId: string, state: StoredState) =>
  tx.query(
    `update chat_sessions set
       status = $3, handled_by = $4, member_id = $5, epoch = $6, person_requested_at = $7, last_active_at = clock_timestamp(),
       closed_at = case when $3 = 'closed' then coalesce(closed_at, clock_timestamp()) end
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, chatId, state.status, state.handledBy, state.memberId, state.epoch, state.personRequestedAt],
  )

export const addEvent = async (tx: Tx, chatId: string, type: string, data: object) =>
  (await tx.one<{ seq: number }>('select add_chat_event($1, $2, $3, $4) as seq', [tx.workspaceId, chatId, type, data]))
    .seq

/** What was said so far is not shown to the AI any more. The caller holds the chat's lock. */
export const setContext = (tx: Tx, chatId: string) =>
  tx.query('update chat_sessions set context_seq = last_seq where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    chatId,
  ])

/** Nobody writes these answers any more; gives what was saved of each. */
export const cancelOpenAnswers = (tx: Tx, chatId: string) =>
  tx.query<{ id: string; text: string; question_seq: number }>(
    `update answers a set status = 'cancelled', lease_owner = null, lease_until = null
     where workspace_id = $1 and session_id = $2 and status in ('pending', 'running')
     returning id, text, question_seq`,
    [tx.workspaceId, chatId],
  )

/** A message of the AI, and what it changes in the chat's row. The caller holds the chat's lock. */
export async function insertAiMessage(
  tx: Tx,
  chatId: string,
  message: {
    id: string
    seq: number
    answerId: string
    questionSeq: number
    text: string
    state: 'complete' | 'interrupted' | 'stopped'
    citations: StoredCitation[]
    offersPerson: boolean
  },
): Promise<void> {
  // One statement, so that message and chat say the same moment.
  await tx.query(
    `with said as (
       insert into chat_messages
         (workspace_id, session_id, id, seq, author_kind, body, state, answer_id, question_seq, citations, offers_person, created_at)
       values ($1, $2, $3, $4, 'ai', $5, $6, $7, $8, $9, $10, clock_timestamp())
       returning body, created_at
     )
     update chat_sessions set message_count = message_count + 1, last_message_author = 'ai',
       last_message_excerpt = left(said.body, 160), last_message_at = said.created_at, last_active_at = said.created_at
     from said where workspace_id = $1 and id = $2`,
    [
      tx.workspaceId,
      chatId,
      message.id,
      message.seq,
      message.text,
      message.state,
      message.answerId,
      message.questionSeq,
      JSON.stringify(message.citations),
      message.offersPerson,
    ],
  )
}

/** Sets how far both sides have got; what visitors wrote after what members have read stays unread. */
export const setMarks = (tx: Tx, chatId: string, marks: Marks) =>
  tx.query(
    `update chat_sessions s set visitor_delivered_seq = $3, visitor_read_seq = $4, member_delivered_seq = $5,
       member_read_seq = $6, unread_count = case when member_read_seq = $6 then unread_count else (
         select count(*) from chat_messages m
         where m.workspace_id = $1 and m.session_id = $2 and m.seq > $6 and m.author_kind = 'visitor'
           and m.state <> 'removed') end
     where s.workspace_id = $1 and s.id = $2`,
    [
      tx.workspaceId,
      chatId,
      marks.visitorDeliveredSeq,
      marks.visitorReadSeq,
      marks.memberDeliveredSeq,
      marks.memberReadSeq,
    ],
  )

/** Of these chats, those with a visitor's message up to the number given that no member's screen has had: the newest such. */
export const undeliveredIn = (tx: Tx, chats: { chatId: string; seq: number }[]) =>
  tx.query<{ id: string; seq: number }>(
    `select s.id, max(m.seq) as seq
     from unnest($2::uuid[], $3::integer[]) as shown (id, seq)
     join chat_sessions s on s.workspace_id = $1 and s.id = shown.id
     join chat_messages m on m.workspace_id = $1 and m.session_id = s.id and m.author_kind = 'visitor'
       and m.seq > s.member_delivered_seq and m.seq <= shown.seq
     group by s.id`,
    [tx.workspaceId, chats.map(({ chatId }) => chatId), chats.map(({ seq }) => seq)],
  )
