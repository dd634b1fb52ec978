import type { Tx } from '../../platform/database/database.ts'

/** A chat of which its visitor may be asked: it has ended, somebody answered in it, and nothing was said of it yet. */
export const findUnratedChat = (tx: Tx, chatId: string, closedAfter: Date) =>
  tx.maybeOne<{ visitor_id: string }>(
    `select s.visitor_id from chat_sessions s
     where s.workspace_id = $1 and s.id = $2 and s.status = 'closed' and s.closed_at > $3 and s.rating is null
       and exists (select from chat_messages m
         where m.workspace_id = $1 and m.session_id = $2 and m.author_kind in ('ai', 'member'))`,
    [tx.workspaceId, chatId, closedAfter],
  )

/** Nobody else asks this address meanwhile. */
export const lockAddress = (tx: Tx, address: string) =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`rating_mails ${tx.workspaceId} ${address}`])

type Asked = { chatId: string; visitorId: string; address: string }

/** Whether not to ask: it was done of this chat, lately of another one, or they want no more of it. */
export const wasAsked = async (tx: Tx, { chatId, visitorId, address }: Asked, since: Date) =>
  (
    await tx.query(
      `select 1 from rating_mails
       where workspace_id = $1 and (session_id = $2
         or ((visitor_id = $3 or address = $4) and (stopped_at is not null or asked_at > $5))) limit 1`,
      [tx.workspaceId, chatId, visitorId, address, since],
    )
  ).length > 0

export const insertAsked = (tx: Tx, { chatId, visitorId, address }: Asked, at: Date) =>
  tx.query(
    `insert into rating_mails (workspace_id, session_id, visitor_id, address, asked_at) values ($1, $2, $3, $4, $5)`,
    [tx.workspaceId, chatId, visitorId, address, at],
  )

/** What was said so far of a chat of which its visitor was asked after a moment. */
export const findAsked = (tx: Tx, chatId: string, after: Date) =>
  tx.maybeOne<{ rating: number | null }>(
    `select s.rating from rating_mails r
     join chat_sessions s on s.workspace_id = r.workspace_id and s.id = r.session_id
     where r.workspace_id = $1 and r.session_id = $2 and r.asked_at > $3`,
    [tx.workspaceId, chatId, after],
  )

export const stopAsking = (tx: Tx, chatId: string, at: Date) =>
  tx.query(
    'update rating_mails set stopped_at = coalesce(stopped_at, $3) where workspace_id = $1 and session_id = $2',
    [tx.workspaceId, chatId, at],
  )
