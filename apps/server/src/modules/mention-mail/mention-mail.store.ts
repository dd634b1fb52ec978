import type { Locale } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

export type MentionPlace = { chatId: string; memberId: string }

/** Who was mentioned in a chat, has not seen it, was not told, and wants to be. */
export const untoldMembers = async (tx: Tx, chatId: string) =>
  (
    await tx.query<{ member_id: string }>(
      `select m.member_id from chat_mentions m
       join users u on u.id = m.member_id and u.mentions_by_mail
       where m.workspace_id = $1 and m.session_id = $2 and not m.is_read and not m.is_mailed`,
      [tx.workspaceId, chatId],
    )
  ).map(({ member_id }) => member_id)

export type UntoldRow = {
  email: string
  locale: Locale
  name: string
  workspace: string
  author: string | null
  mentioned_at: Date
  /** They had a dashboard open. */
  seen_at: Date | null
}

/** The same of one member, where the note still stands; locked. */
export const lockUntold = (tx: Tx, { chatId, memberId }: MentionPlace) =>
  tx.maybeOne<UntoldRow>(
    `select u.email, u.locale, u.name, w.name as workspace, a.name as author, n.created_at as mentioned_at, d.seen_at
     from chat_mentions m
     join chat_notes n on n.workspace_id = m.workspace_id and n.session_id = m.session_id and n.seq = m.seq
     join chat_sessions s on s.workspace_id = m.workspace_id and s.id = m.session_id
     join memberships b on b.workspace_id = m.workspace_id and b.user_id = m.member_id
     join users u on u.id = m.member_id
     join workspaces w on w.id = m.workspace_id
     left join users a on a.id = n.author_id
     left join member_duty d on d.workspace_id = m.workspace_id and d.user_id = m.member_id
     where m.workspace_id = $1 and m.session_id = $2 and m.member_id = $3 and not m.is_read and not m.is_mailed
       and n.removed_at is null and s.erased_at is null and u.mentions_by_mail and w.deleted_at is null
     for no key update of m`,
    [tx.workspaceId, chatId, memberId],
  )

export const setMailed = (tx: Tx, { chatId, memberId }: MentionPlace) =>
  tx.query('update chat_mentions set is_mailed = true where workspace_id = $1 and session_id = $2 and member_id = $3', [
    tx.workspaceId,
    chatId,
    memberId,
  ])

export const lockNotices = async (tx: Tx, userId: string) =>
  (
    await tx.one<{ mentions_by_mail: boolean }>('select mentions_by_mail from users where id = $1 for no key update', [
      userId,
    ])
  ).mentions_by_mail

export const writeNotices = (tx: Tx, userId: string, mentionsByMail: boolean) =>
  tx.query('update users set mentions_by_mail = $2 where id = $1', [userId, mentionsByMail])

export const readNotices = async (db: { query: Tx['query'] }, userId: string) =>
  (await db.query<{ mentions_by_mail: boolean }>('select mentions_by_mail from users where id = $1', [userId]))[0]
    ?.mentions_by_mail ?? false
