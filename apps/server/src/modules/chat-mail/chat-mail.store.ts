import type { Tx } from '../../platform/database/database.ts'

export type MailSettingsRow = {
  is_on: boolean
  after_seconds: number
  asks_rating: boolean
  rating_after_minutes: number
}
/** Of a workspace that has changed nothing. */
const defaultSettings: MailSettingsRow = {
  is_on: true,
  after_seconds: 120,
  // Answers are what a visitor waits for; a question of ours is not.
  asks_rating: false,
  rating_after_minutes: 60,
}

export const readSettings = async (tx: Tx): Promise<MailSettingsRow> =>
  (await tx.maybeOne<MailSettingsRow>(
    'select is_on, after_seconds, asks_rating, rating_after_minutes from chat_mail_settings where workspace_id = $1',
    [tx.workspaceId],
  )) ?? defaultSettings

export const writeSettings = (tx: Tx, row: MailSettingsRow) =>
  tx.query(
    `insert into chat_mail_settings (workspace_id, is_on, after_seconds, asks_rating, rating_after_minutes)
     values ($1, $2, $3, $4, $5)
     on conflict (workspace_id) do update set is_on = $2, after_seconds = $3, asks_rating = $4, rating_after_minutes = $5`,
    [tx.workspaceId, row.is_on, row.after_seconds, row.asks_rating, row.rating_after_minutes],
  )

/** What reaches a visitor by mail: what members say, and what the AI says to a mail. */
const isForMail = `(m.author_kind = 'member' or (m.author_kind = 'ai' and exists (
  select from chat_messages q where q.workspace_id = m.workspace_id and q.session_id = m.session_id
    and q.seq = m.question_seq and q.mail is not null))) and m.state not in ('removed', 'replaced')`

/** Of some messages, the chats in which one of them may have to be mailed. */
export const chatsWithReplies = async (tx: Tx, places: { chatId: string; seq: number }[]) =>
  (
    await tx.query<{ session_id: string }>(
      `select distinct m.session_id from unnest($2::uuid[], $3::integer[]) as p (session_id, seq)
       join chat_messages m on m.workspace_id = $1 and m.session_id = p.session_id and m.seq = p.seq
       join chat_sessions s on s.workspace_id = $1 and s.id = p.session_id
       where ${isForMail} and m.created_at > now() - interval '1 day' and s.visitor_read_seq < m.seq`,
      [tx.workspaceId, places.map(({ chatId }) => chatId), places.map(({ seq }) => seq)],
    )
  ).map(({ session_id }) => session_id)

export type MailedChatRow = {
  email: string | null
  locale: 'en' | 'th'
  title: string
  page_url: string | null
  allowed_origins: string[]
  visitor_read_seq: number
}

/** A chat of which something may be mailed: its visitor has an address and is welcome. */
export const findMailedChat = (tx: Tx, chatId: string) =>
  tx.maybeOne<MailedChatRow>(
    `select case when v.external_id is null then v.email else v.verified ->> 'email' end as email,
       coalesce(s.locale, v.locale, 'en') as locale, w.title, s.page_url, w.allowed_origins, s.visitor_read_seq
     from chat_sessions s
     join visitors v on v.workspace_id = s.workspace_id and v.id = s.visitor_id
     join widgets w on w.workspace_id = s.workspace_id and w.id = s.widget_id
     join workspaces o on o.id = s.workspace_id and o.deleted_at is null
     where s.workspace_id = $1 and s.id = $2 and s.erased_at is null and s.spam_at is null and v.blocked_at is null`,
    [tx.workspaceId, chatId],
  )

export type ThreadRow = { code: string; mailed_seq: number; stopped_at: Date | null }

/** The thread of a chat, locked; made with the code given where there is none. */
export async function lockThread(tx: Tx, chatId: string, newCode: string): Promise<ThreadRow> {
  await tx.query(
    'insert into chat_mail_threads (workspace_id, session_id, code) values ($1, $2, $3) on conflict do nothing',
    [tx.workspaceId, chatId, newCode],
  )
  return tx.one<ThreadRow>(
    `select code, mailed_seq, stopped_at from chat_mail_threads where workspace_id = $1 and session_id = $2
     for no key update`,
    [tx.workspaceId, chatId],
  )
}

export const findThread = (tx: Tx, chatId: string) =>
  tx.maybeOne<ThreadRow>(
    'select code, mailed_seq, stopped_at from chat_mail_threads where workspace_id = $1 and session_id = $2',
    [tx.workspaceId, chatId],
  )

/** Across workspaces; whoever asks checks the signature. */
export const placesOfCode = (db: { query: Tx['query'] }, code: string) =>
  db.query<{ workspace_id: string; session_id: string }>('select * from find_chat_mail_thread($1)', [code])

export type SaidRow = {
  seq: number
  author_kind: 'visitor' | 'ai' | 'member'
  author_name: string | null
  body: string
}

const saidColumns = 'm.seq, m.author_kind, u.name as author_name, m.body'
const saidFrom = `chat_messages m left join users u on u.id = m.author_id and m.author_kind = 'member'`

export const repliesAfter = (tx: Tx, chatId: string, seq: number, limit: number) =>
  tx.query<SaidRow>(
    `select ${saidColumns} from ${saidFrom}
     where m.workspace_id = $1 and m.session_id = $2 and m.seq > $3 and ${isForMail} order by m.seq limit $4`,
    [tx.workspaceId, chatId, seq, limit],
  )

export const saidBefore = async (tx: Tx, chatId: string, seq: number, limit: number) =>
  (
    await tx.query<SaidRow>(
      `select ${saidColumns} from ${saidFrom}
       where m.workspace_id = $1 and m.session_id = $2 and m.seq < $3 and m.state not in ('removed', 'replaced')
       order by m.seq desc limit $4`,
      [tx.workspaceId, chatId, seq, limit],
    )
  ).reverse()

export const setMailed = (tx: Tx, chatId: string, seq: number) =>
  tx.query('update chat_mail_threads set mailed_seq = $3 where workspace_id = $1 and session_id = $2', [
    tx.workspaceId,
    chatId,
    seq,
  ])

export const stopThread = (tx: Tx, chatId: string, at: Date) =>
  tx.query(
    `update chat_mail_threads set stopped_at = coalesce(stopped_at, $3) where workspace_id = $1 and session_id = $2`,
    [tx.workspaceId, chatId, at],
  )

export const insertChatMail = (tx: Tx, chatId: string, { id, messageId }: { id: string; messageId: string }) =>
  tx.query(
    `insert into chat_mails (workspace_id, session_id, id, message_id) values ($1, $2, $3, $4) on conflict do nothing`,
    [tx.workspaceId, chatId, id, messageId],
  )

/** Message-IDs of the newest mails, the oldest first. */
export const newestMailIds = async (tx: Tx, chatId: string, limit: number) =>
  (
    await tx.query<{ message_id: string }>(
      `select message_id from chat_mails where workspace_id = $1 and session_id = $2
       order by created_at desc, id desc limit $3`,
      [tx.workspaceId, chatId, limit],
    )
  )
    .map(({ message_id }) => message_id)
    .reverse()
