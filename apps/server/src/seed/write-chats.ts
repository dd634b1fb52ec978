import type { Locale, Marks } from '@minichat/contracts'
import type { Tx } from '../platform/database/database.ts'
import { idAt } from './id-at.ts'

export type MadeAnswer = {
  id: string
  questionSeq: number
  epoch: number
  responder: string
  hops: object[]
  costMicroUsd: number | null
  firstDeltaMs: number
  totalMs: number
  offersPerson: boolean
}

export type MadeMessage = {
  author: 'visitor' | 'ai' | 'member'
  /** Of a member. */
  authorId: string | null
  text: string
  /** Of the AI's. */
  answer: MadeAnswer | null
}

export type MadeEvent = {
  seq: number
  atMs: number
  type: string
  data: { personRequestedAt?: string | null; [fact: string]: unknown }
  message: MadeMessage | null
}

/** A whole chat: its events in order, the first one numbered 1, and where it stands after them. */
export type MadeChat = {
  id: string
  visitor: { id: string; name: string | null; email: string | null; device: string }
  widgetId: string
  locale: Locale
  pageUrl: string
  events: MadeEvent[]
  marks: Marks
  memberId: string | null
  epoch: number
  personRequestedAtMs: number | null
  closedAtMs: number | null
  contextSeq: number
  rating: { rating: number; comment: string | null } | null
}

/** Writes chats with all that belongs to them, each table in one statement. Events are fed in the order given. */
export async function writeChats(tx: Tx, chats: MadeChat[]): Promise<void> {
  const said = chats.flatMap((chat) =>
    chat.events.flatMap((event) =>
      event.message ? [{ chat, event, message: event.message, id: idAt(event.atMs) }] : [],
    ),
  )
  const idOf = new Map(said.map(({ chat, event, id }) => [`${chat.id} ${event.seq}`, id]))
  await insert(
    tx,
    `insert into visitors (workspace_id, id, name, email, device, locale, created_at)
     select $1, r.* from json_to_recordset($2)
       as r (id uuid, name text, email text, device text, locale text, at timestamptz)`,
    chats.map(({ visitor, locale, events }) => ({ ...visitor, locale, at: time(events[0]?.atMs) })),
  )
  await insert(
    tx,
    `insert into visitor_pages (workspace_id, visitor_id, url, first_seen_at, last_seen_at)
     select $1, r.id, r.url, r.at, r.at from json_to_recordset($2) as r (id uuid, url text, at timestamptz)`,
    chats.map(({ visitor, pageUrl, events }) => ({ id: visitor.id, url: pageUrl, at: time(events[0]?.atMs) })),
  )
  await insert(tx, insertSessions, chats.map(sessionRow))
  await insert(
    tx,
    `insert into chat_messages (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body, answer_id,
       question_seq, offers_person, created_at)
     select $1, r.* from json_to_recordset($2) as r (session_id uuid, id uuid, seq integer, author_kind text, author_id uuid,
       client_message_id text, body text, answer_id uuid, question_seq integer, offers_person boolean, at timestamptz)`,
    said.map(({ chat, event, message, id }) => ({
      session_id: chat.id,
      id,
      seq: event.seq,
      author_kind: message.author,
      author_id: message.author === 'visitor' ? chat.visitor.id : message.authorId,
      client_message_id: message.author === 'ai' ? null : `m-made-${event.seq}`,
      body: message.text,
      answer_id: message.answer?.id ?? null,
      question_seq: message.answer?.questionSeq ?? null,
      offers_person: message.answer?.offersPerson ?? false,
      at: time(event.atMs),
    })),
  )
  await insert(
    tx,
    `insert into chat_events (workspace_id, session_id, seq, type, data, message_seq, created_at)
     select $1, r.* from json_to_recordset($2)
       as r (session_id uuid, seq integer, type text, data jsonb, message_seq integer, at timestamptz)`,
    chats.flatMap(({ id, events }) =>
      events.map(({ seq, type, data, message, atMs }) => ({
        session_id: id,
        seq,
        type,
        data,
        message_seq: message ? seq : null,
        at: time(atMs),
      })),
    ),
  )
  const answers = said.flatMap(({ chat, event, message }) =>
    message.answer ? [{ ...message.answer, chat, atMs: event.atMs }] : [],
  )
  await insert(
    tx,
    `insert into answers (workspace_id, id, session_id, question_seq, epoch, status, attempt, responder, first_delta_ms,
       total_ms, created_at)
     select $1, r.id, r.session_id, r.question_seq, r.epoch, 'done', 1, r.responder, r.first_delta_ms, r.total_ms, r.at
     from json_to_recordset($2) as r (id uuid, session_id uuid, question_seq integer, epoch integer, responder text,
       first_delta_ms integer, total_ms integer, at timestamptz)`,
    answers.map((one) => ({
      id: one.id,
      session_id: one.chat.id,
      question_seq: one.questionSeq,
      epoch: one.epoch,
      responder: one.responder,
      first_delta_ms: one.firstDeltaMs,
      total_ms: one.totalMs,
      at: time(one.atMs - one.totalMs),
    })),
  )
  await insert(
    tx,
    `insert into answer_traces (workspace_id, answer_id, session_id, message_id, outcome, responder, question, hops,
       cost_micro_usd, first_delta_ms, total_ms, created_at)
     select $1, r.answer_id, r.session_id, r.message_id, 'done', r.responder, r.question, r.hops, r.cost, r.first_delta_ms,
       r.total_ms, r.at
     from json_to_recordset($2) as r (answer_id uuid, session_id uuid, message_id uuid, responder text, question text,
       hops jsonb, cost bigint, first_delta_ms integer, total_ms integer, at timestamptz)`,
    answers.map((one) => ({
      answer_id: one.id,
      session_id: one.chat.id,
      message_id: idOf.get(`${one.chat.id} ${one.questionSeq}`),
      responder: one.responder,
      question: one.chat.events[one.questionSeq - 1]?.message?.text ?? '',
      hops: one.hops,
      cost: one.costMicroUsd,
      first_delta_ms: one.firstDeltaMs,
      total_ms: one.totalMs,
      at: time(one.atMs),
    })),
  )
}

const insert = (tx: Tx, statement: string, rows: object[]) =>
  tx.query(statement, [tx.workspaceId, JSON.stringify(rows)])

const time = (ms: number | null | undefined) => (typeof ms === 'number' ? new Date(ms).toISOString() : null)

const insertSessions = `
  insert into chat_sessions (workspace_id, id, widget_id, visitor_id, status, handled_by, member_id, epoch,
    person_requested_at, last_seq, message_count, unread_count, visitor_delivered_seq, visitor_read_seq, member_delivered_seq,
    member_read_seq, context_seq, last_message_author, last_message_excerpt, last_message_at, locale, page_url,
    last_active_at, closed_at, rating, rating_comment, created_at)
  select $1, r.* from json_to_recordset($2) as r (id uuid, widget_id uuid, visitor_id uuid, status text, handled_by text,
    member_id uuid, epoch integer, person_requested_at timestamptz, last_seq integer, message_count integer,
    unread_count integer, visitor_delivered_seq integer, visitor_read_seq integer, member_delivered_seq integer,
    member_read_seq integer, context_seq integer, last_message_author text, last_message_excerpt text,
    last_message_at timestamptz, locale text, page_url text, last_active_at timestamptz, closed_at timestamptz,
    rating smallint, rating_comment text, created_at timestamptz)`

function sessionRow(chat: MadeChat) {
  const { events, marks } = chat
  const messages = events.filter(({ message }) => message)
  const last = messages.at(-1)
  const unread = messages.filter(({ seq, message }) => message?.author === 'visitor' && seq > marks.memberReadSeq)
  // Marks and ratings are no activity.
  const lastActive = events.findLast(({ type }) => !['chat.marked', 'chat.rated'].includes(type))
  return {
    id: chat.id,
    widget_id: chat.widgetId,
    visitor_id: chat.visitor.id,
    status: chat.closedAtMs === null ? 'open' : 'closed',
    handled_by: chat.memberId ? 'member' : 'ai',
    member_id: chat.memberId,
    epoch: chat.epoch,
    person_requested_at: time(chat.personRequestedAtMs),
    last_seq: events.length,
    message_count: messages.length,
    unread_count: unread.length,
    visitor_delivered_seq: marks.visitorDeliveredSeq,
    visitor_read_seq: marks.visitorReadSeq,
    member_delivered_seq: marks.memberDeliveredSeq,
    member_read_seq: marks.memberReadSeq,
    context_seq: chat.contextSeq,
    last_message_author: last?.message?.author ?? null,
    last_message_excerpt: last?.message?.text.slice(0, 160) ?? null,
    last_message_at: time(last?.atMs),
    locale: chat.locale,
    page_url: chat.pageUrl,
    last_active_at: time(lastActive?.atMs),
    closed_at: time(chat.closedAtMs),
    rating: chat.rating?.rating ?? null,
    rating_comment: chat.rating?.comment ?? null,
    created_at: time(events[0]?.atMs),
  }
}
