import type { Reader } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

/** Never beyond what there is. @returns the new place; null: they have been as far before, or there is no such chat. */
export const moveReader = async (tx: Tx, chatId: string, memberId: string, readSeq: number): Promise<number | null> =>
  (
    await tx.maybeOne<{ read_seq: number }>(
      `insert into chat_readers (workspace_id, session_id, member_id, read_seq)
       select s.workspace_id, s.id, $3, least($4::integer, s.last_seq)
       from chat_sessions s where s.workspace_id = $1 and s.id = $2
       on conflict (workspace_id, session_id, member_id) do update set read_seq = excluded.read_seq
         where chat_readers.read_seq < excluded.read_seq
       returning read_seq`,
      [tx.workspaceId, chatId, memberId, readSeq],
    )
  )?.read_seq ?? null

/** Of those who are still members. */
export const readersOf = (tx: Tx, chatId: string): Promise<Reader[]> =>
  tx.query<Reader>(
    `select r.member_id as "memberId", u.name, r.read_seq as "readSeq"
     from chat_readers r
     join memberships m on m.workspace_id = r.workspace_id and m.user_id = r.member_id
     join users u on u.id = r.member_id
     where r.workspace_id = $1 and r.session_id = $2
     order by u.name, u.id`,
    [tx.workspaceId, chatId],
  )
