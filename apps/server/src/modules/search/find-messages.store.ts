import type { AuthorKind } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

type TermSearch = { terms: number[]; from: bigint; downTo: bigint; limit: number; maxProbes: number }

/** Numbers of messages that hold all terms, the newest first, and where to go on; null at the end. */
export async function findByTerms(tx: Tx, { terms, from, downTo, limit, maxProbes }: TermSearch) {
  const { numbers, reached } = await tx.one<{ numbers: string[]; reached: string | null }>(
    `select numbers::text[] as numbers, reached::text as reached
     from find_by_terms($1, $2::integer[], $3::bigint, $4::bigint, $5, $6)`,
    [tx.workspaceId, terms, from.toString(), downTo.toString(), limit, maxProbes],
  )
  return { numbers, reached: reached === null ? null : BigInt(reached) }
}

/** Of these numbers, those of messages in chats that have a label; the newest first. */
export const numbersOfLabel = async (tx: Tx, numbers: readonly string[], labelId: string) =>
  (
    await tx.query<{ number: string }>(
      `select s.number::text as number from unnest($2::bigint[]) as found (number)
       join searchable_messages s on s.workspace_id = $1 and s.number = found.number
       join chat_labels l on l.workspace_id = $1 and l.session_id = s.session_id and l.label_id = $3
       order by s.number desc`,
      [tx.workspaceId, numbers, labelId],
    )
  ).map(({ number }) => number)

export type FoundRow = {
  number: string
  id: string
  chatId: string
  seq: number
  body: string
  authorKind: AuthorKind
  authorId: string | null
  authorName: string | null
  widgetId: string
  widgetName: string
  visitorName: string | null
  provider: string | null
  createdAt: Date
}

/** Messages by number, the newest first; answers in whose place another stands are left out. */
export const readFound = (tx: Tx, numbers: readonly string[]) =>
  tx.query<FoundRow>(
    `select s.number::text as number, m.id, m.session_id as "chatId", m.seq, m.body, m.author_kind as "authorKind",
       m.author_id as "authorId", u.name as "authorName", c.widget_id as "widgetId", w.name as "widgetName",
       case when v.external_id is null then v.name else v.verified ->> 'name' end as "visitorName",
       a.responder as provider, m.created_at as "createdAt"
     from unnest($2::bigint[]) as wanted (number)
     join searchable_messages s on s.workspace_id = $1 and s.number = wanted.number
     join chat_messages m on m.workspace_id = $1 and m.session_id = s.session_id and m.seq = s.seq
     join chat_sessions c on c.workspace_id = $1 and c.id = s.session_id
     join visitors v on v.workspace_id = $1 and v.id = c.visitor_id
     join widgets w on w.workspace_id = $1 and w.id = c.widget_id
     left join users u on u.id = m.author_id and m.author_kind = 'member'
     left join answers a on a.workspace_id = $1 and a.id = m.answer_id
     where m.state not in ('removed', 'replaced')
     order by s.number desc`,
    [tx.workspaceId, numbers],
  )
