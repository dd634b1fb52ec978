import type { AuthorKind, MessageState } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type PlacedMessage = {
  seq: number
  author_kind: AuthorKind
  author_id: string | null
  body: string
  state: MessageState
  question_seq: number | null
  created_at: Date
}

export const findMessageById = (tx: Tx, chatId: string, messageId: string) =>
  tx.maybeOne<PlacedMessage>(
    `select seq, author_kind, author_id, body, state, question_seq, created_at from chat_messages
     where workspace_id = $1 and id = $3 and session_id = $2`,
    [tx.workspaceId, chatId, messageId],
  )

/** Keeps a message's text for the record before it changes. */
const keepVersion = (tx: Tx, chatId: string, seq: number) =>
  tx.query(
    `insert into chat_message_versions (workspace_id, session_id, seq, version, body, replaced_at)
     select m.workspace_id, m.session_id, m.seq, 1 + (
         select count(*) from chat_message_versions v
         where v.workspace_id = m.workspace_id and v.session_id = m.session_id and v.seq = m.seq),
       m.body, clock_timestamp()
     from chat_messages m where m.workspace_id = $1 and m.session_id = $2 and m.seq = $3`,
    [tx.workspaceId, chatId, seq],
  )

/** The list shows the beginning of the newest message as it now is. */
const followExcerpt = (tx: Tx, chatId: string, seq: number, text: string) =>
  tx.query(
    `update chat_sessions s set last_message_excerpt = left($4, 160)
     where s.workspace_id = $1 and s.id = $2 and not exists (
       select from chat_messages m where m.workspace_id = $1 and m.session_id = $2 and m.seq > $3)`,
    [tx.workspaceId, chatId, seq, text],
  )

/** The caller holds the chat's lock. */
export async function changeText(tx: Tx, chatId: string, seq: number, text: string): Promise<void> {
  await keepVersion(tx, chatId, seq)
  await tx.query(
    `update chat_messages set body = $4, edited_at = clock_timestamp()
     where workspace_id = $1 and session_id = $2 and seq = $3`,
    [tx.workspaceId, chatId, seq, text],
  )
  await followExcerpt(tx, chatId, seq, text)
}

/** The caller holds the chat's lock. @param expiresAt when its texts are to be forgotten. */
export async function removeText(tx: Tx, chatId: string, seq: number, expiresAt: Date): Promise<void> {
  await keepVersion(tx, chatId, seq)
  await tx.query(
    `update chat_message_versions set expires_at = $4 where workspace_id = $1 and session_id = $2 and seq = $3`,
    [tx.workspaceId, chatId, seq, expiresAt],
  )
  await tx.query(
    `update chat_messages set body = '', state = 'removed', removed_at = clock_timestamp(), mail = null
     where workspace_id = $1 and session_id = $2 and seq = $3`,
    [tx.workspaceId, chatId, seq],
  )
  await followExcerpt(tx, chatId, seq, '')
  await tx.query(
    `update chat_sessions s set unread_count = said.unread, emptied_at = case when said.total = 0 then clock_timestamp() end
     from (
       select count(*) as total, count(*) filter (where m.seq > s.member_read_seq) as unread
       from chat_messages m join chat_sessions s on s.workspace_id = m.workspace_id and s.id = m.session_id
       where m.workspace_id = $1 and m.session_id = $2 and m.author_kind = 'visitor' and m.state <> 'removed'
     ) said
     where s.workspace_id = $1 and s.id = $2`,
    [tx.workspaceId, chatId],
  )
}

export const listVersions = (tx: Tx, chatId: string, seq: number) =>
  tx.query<{ body: string; replaced_at: Date }>(
    `select body, replaced_at from chat_message_versions
     where workspace_id = $1 and session_id = $2 and seq = $3 order by version desc`,
    [tx.workspaceId, chatId, seq],
  )

/** The number of the newest message that counts as said; 0 for none. */
export const lastSaid = async (tx: Tx, chatId: string) =>
  (
    await tx.one<{ seq: number }>(
      `select coalesce(max(seq), 0) as seq from chat_messages
       where workspace_id = $1 and session_id = $2 and state not in ('removed', 'replaced')`,
      [tx.workspaceId, chatId],
    )
  ).seq
