import type { Tx } from '../../platform/database/database.ts'
import type { Gist } from './chat-gist.ts'

export type StoredGist = Gist & { throughSeq: number }

/** What the older turns came down to, unless the AI has got the chat anew since: then they are not its to know. */
export const findGist = (tx: Tx, chatId: string) =>
  tx.maybeOne<StoredGist>(
    `select g.through_seq as "throughSeq", g.facts, g.about
     from chat_gists g join chat_sessions s on s.workspace_id = g.workspace_id and s.id = g.session_id
     where g.workspace_id = $1 and g.session_id = $2 and g.context_seq = s.context_seq`,
    [tx.workspaceId, chatId],
  )

/**
 * Keeps a gist, unless one of its messages was changed or taken back since it was begun, or a newer one is there. Waits for
 * whoever holds the chat's lock, so that nothing taken back comes in again.
 */
export async function saveGist(
  tx: Tx,
  chatId: string,
  gist: StoredGist & { madeBy: 'model' | 'rules'; seqs: number[]; begunAt: Date },
): Promise<void> {
  const chat = [tx.workspaceId, chatId]
  await tx.query('select 1 from chat_sessions where workspace_id = $1 and id = $2 for share', chat)
  await tx.query(
    `insert into chat_gists (workspace_id, session_id, through_seq, context_seq, facts, about, made_by)
     select s.workspace_id, s.id, $3, s.context_seq, $4, $5, $6 from chat_sessions s
     where s.workspace_id = $1 and s.id = $2 and s.context_seq < $3 and not exists (
       select from chat_messages m where m.workspace_id = $1 and m.session_id = $2 and m.seq = any ($7::integer[])
         and (m.state = 'removed' or m.edited_at > $8))
     on conflict (workspace_id, session_id) do update
       set through_seq = excluded.through_seq, context_seq = excluded.context_seq, facts = excluded.facts,
         about = excluded.about, made_by = excluded.made_by
       where excluded.through_seq > chat_gists.through_seq or excluded.context_seq > chat_gists.context_seq`,
    [...chat, gist.throughSeq, JSON.stringify(gist.facts), gist.about, gist.madeBy, gist.seqs, gist.begunAt],
  )
}
