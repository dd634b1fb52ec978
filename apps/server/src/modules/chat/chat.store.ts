import type { Marks } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import {
  type MarksRow,
  type MessageRow,
  messageColumns,
  messageJoin,
  type StoredCitation,
  type StoredState,
  type SummaryRow,
  summaryColumns,
  summaryFrom,
} from './chat-rows.ts'

export const findSummary = (tx: Tx, chatId: string) =>
  tx.maybeOne<SummaryRow>(`select ${summaryColumns} from ${summaryFrom()} where s.workspace_id = $1 and s.id = $2`, [
    tx.workspaceId,
    chatId,
  ])

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
  assignee_id: string | null
  waiting_since: Date | null
  snoozed_until: Date | null
  spam_at: Date | null
}

const sessionQuery = `
  select status, handled_by, member_id, epoch, person_requested_at, last_seq, visitor_delivered_seq, visitor_read_seq,
    member_delivered_seq, member_read_seq, context_seq, message_count, visitor_id, widget_id, last_active_at, created_at,
    closed_at, erased_at, assignee_id, waiting_since, snoozed_until, spam_at
  from chat_sessions where workspace_id = $1 and id = $2`

export const readSession = (tx: Tx, chatId: string) => tx.maybeOne<SessionRow>(sessionQuery, [tx.workspaceId, chatId])

export const lockSession = (tx: Tx, chatId: string) =>
  tx.maybeOne<SessionRow>(`${sessionQuery} for no key update`, [tx.workspaceId, chatId])

/** Chats whose visitor waits and that are nobody's, longest first. */
export const waitingUnassigned = async (tx: Tx, limit: number) =>
  (
    await tx.query<{ id: string }>(
      `select id from chat_sessions
       where workspace_id = $1 and waiting_since is not null and assignee_id is null and snoozed_until is null
       order by waiting_since, id limit $2`,
      [tx.workspaceId, limit],
    )
  ).map(({ id }) => id)

/** Chats whose visitor waits for a person to take them over, longest first. */
export const queuedChats = async (tx: Tx, limit: number) =>
  (
    await tx.query<{ id: string }>(
      `select id from chat_sessions
       where workspace_id = $1 and waiting_since is not null and handled_by = 'ai' and snoozed_until is null
       order by waiting_since, id limit $2`,
      [tx.workspaceId, limit],
    )
  ).map(({ id }) => id)

/** Open chats that a member has, or is to see to. */
export const openChatsOf = async (tx: Tx, userId: string) =>
  (
    await tx.query<{ id: string }>(
      `select id from chat_sessions
       where workspace_id = $1 and box = any ('{assigned,unassigned,snoozed}') and (member_id = $2 or assignee_id = $2)`,
      [tx.workspaceId, userId],
    )
  ).map(({ id }) => id)

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

/**
 * Writes who handles the chat and where it stands. The caller holds its lock. A visitor waits for a person who asked for
 * one, and, once a member has the chat, whose words were the last.
 */
export const setState = (tx: Tx, chatId: string, state: StoredState, assigneeId: string | null) =>
  tx.query(
    `update chat_sessions set
       status = $3, handled_by = $4, member_id = $5, epoch = $6, person_requested_at = $7, last_active_at = clock_timestamp(),
       closed_at = case when $3 = 'closed' then coalesce(closed_at, clock_timestamp()) end,
       assignee_id = $8,
       waiting_since = case
         when $3 = 'closed' then null
         when $4 = 'ai' then case when $7::timestamptz is not null then coalesce(waiting_since, $7::timestamptz) end
         else coalesce(waiting_since, case when last_message_author = 'visitor' then last_message_at end) end,
       snoozed_until = case when $3 = 'open' then snoozed_until end,
       spam_at = case when $3 = 'closed' then spam_at end
     where workspace_id = $1 and id = $2`,
    [
      tx.workspaceId,
      chatId,
      state.status,
      state.handledBy,
      state.memberId,
      state.epoch,
      state.personRequestedAt,
      assigneeId,
    ],
  )

export const setAssignee = (tx: Tx, chatId: string, assigneeId: string | null) =>
  tx.query('update chat_sessions set assignee_id = $3 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    chatId,
    assigneeId,
  ])

/** What was said so far is not shown to the AI any more. The caller holds the chat's lock. */
export const setContext = (tx: Tx, chatId: string) =>
  tx.query('update chat_sessions set context_seq = last_seq where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    chatId,
  ])

export type AiMessage = {
  answerId: string
  questionSeq: number
  text: string
  state: 'complete' | 'interrupted' | 'stopped'
  citations: StoredCitation[]
  offersPerson: boolean
  quickReplies: string[]
}

/** A message of the AI, and what it changes in the chat's row. The caller holds the chat's lock. */
export async function insertAiMessage(
  tx: Tx,
  chatId: string,
  message: AiMessage & { id: string; seq: number },
): Promise<void> {
  // One statement, so that message and chat say the same moment.
  await tx.query(
    `with said as (
       insert into chat_messages
         (workspace_id, session_id, id, seq, author_kind, body, state, answer_id, question_seq, citations,
          offers_person, quick_replies, created_at)
       values ($1, $2, $3, $4, 'ai', $5, $6, $7, $8, $9, $10, $11, clock_timestamp())
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
      JSON.stringify(message.quickReplies),
    ],
  )
}

/** @returns whether that is something new. The caller holds the chat's lock. */
export const writeRating = async (tx: Tx, chatId: string, rating: number, comment: string | null) =>
  (
    await tx.query(
      `update chat_sessions set rating = $3, rating_comment = coalesce($4, rating_comment)
       where workspace_id = $1 and id = $2
         and (rating is distinct from $3 or coalesce($4, rating_comment) is distinct from rating_comment)
       returning id`,
      [tx.workspaceId, chatId, rating, comment],
    )
  ).length > 0

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

/** The newest message of a visitor, up to the number given, that no member's screen has had; chats without one are left out. */
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
