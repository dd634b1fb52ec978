import type { Note } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { type NoteRow, presentNote } from './chat-rows.ts'

const columns = `n.id, n.session_id, n.seq, n.author_id, u.name as author_name, n.client_note_id, n.body, n.mentions,
  n.created_at`
const from = 'chat_notes n left join users u on u.id = n.author_id'

const notesAtMost = 200

/** The newest notes of a chat, in order. */
export const newestNotes = async (tx: Tx, chatId: string): Promise<Note[]> =>
  (
    await tx.query<NoteRow>(
      `select ${columns} from ${from} where n.workspace_id = $1 and n.session_id = $2 order by n.seq desc limit $3`,
      [tx.workspaceId, chatId, notesAtMost],
    )
  )
    .map(presentNote)
    .reverse()

export const findNote = (tx: Tx, chatId: string, noteId: string) =>
  tx.maybeOne<NoteRow>(`select ${columns} from ${from} where n.workspace_id = $1 and n.session_id = $2 and n.id = $3`, [
    tx.workspaceId,
    chatId,
    noteId,
  ])

export const findNoteByClientId = (tx: Tx, chatId: string, clientNoteId: string) =>
  tx.maybeOne<NoteRow>(
    `select ${columns} from ${from} where n.workspace_id = $1 and n.session_id = $2 and n.client_note_id = $3`,
    [tx.workspaceId, chatId, clientNoteId],
  )

export const insertNote = (
  tx: Tx,
  chatId: string,
  note: { id: string; seq: number; authorId: string; clientNoteId: string; text: string; mentions: string[] },
) =>
  tx.query(
    `insert into chat_notes (workspace_id, session_id, seq, id, author_id, client_note_id, body, mentions, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())`,
    [tx.workspaceId, chatId, note.seq, note.id, note.authorId, note.clientNoteId, note.text, note.mentions],
  )

export const emptyNote = (tx: Tx, chatId: string, noteId: string) =>
  tx.query(
    `update chat_notes set body = '', mentions = '{}', removed_at = clock_timestamp()
     where workspace_id = $1 and session_id = $2 and id = $3`,
    [tx.workspaceId, chatId, noteId],
  )

/** Of these, those who are members of the workspace. */
export const membersAmong = async (tx: Tx, userIds: string[]) =>
  (
    await tx.query<{ user_id: string }>(
      'select user_id from memberships where workspace_id = $1 and user_id = any ($2::uuid[]) order by user_id',
      [tx.workspaceId, userIds],
    )
  ).map(({ user_id }) => user_id)

/** They have not seen it yet. */
export const mention = (tx: Tx, chatId: string, seq: number, memberIds: string[]) =>
  tx.query(
    `insert into chat_mentions (workspace_id, session_id, member_id, seq)
       select $1, $2, m, $3 from unnest($4::uuid[]) m
     on conflict (workspace_id, member_id, session_id) do update set seq = excluded.seq, is_read = false`,
    [tx.workspaceId, chatId, seq, memberIds],
  )

export const hasUnreadMention = async (tx: Tx, chatId: string, memberId: string, seq: number) =>
  (
    await tx.query(
      `select 1 from chat_mentions
       where workspace_id = $1 and session_id = $2 and member_id = $3 and seq <= $4 and not is_read`,
      [tx.workspaceId, chatId, memberId, seq],
    )
  ).length > 0

/** @returns whether that was new. */
export const readMention = async (tx: Tx, chatId: string, memberId: string, seq: number) =>
  (
    await tx.query(
      `update chat_mentions set is_read = true, is_mailed = false
       where workspace_id = $1 and session_id = $2 and member_id = $3 and seq <= $4 and not is_read returning seq`,
      [tx.workspaceId, chatId, memberId, seq],
    )
  ).length > 0

export const findMember = (tx: Tx, userId: string) =>
  tx.maybeOne<{ id: string; name: string }>(
    `select u.id, u.name from memberships m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.user_id = $2`,
    [tx.workspaceId, userId],
  )
