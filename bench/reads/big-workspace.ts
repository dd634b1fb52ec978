import { newId } from '../../apps/server/src/platform/ids.ts'
import { insertWorkspace } from '../tools/insert-workspace.ts'
import type { OwnPostgres } from '../tools/own-postgres.ts'

export type BigWorkspace = { workspaceId: string; longChatId: string }

const otherWorkspaces = 4

/**
 * Workspaces with many chats of ten messages each, half of the chats open, and one long chat. One of them is looked at; the
 * others are there because tables are shared.
 * @param chats in the one that is looked at; a tenth of it in each other.
 */
export async function makeBigWorkspace(
  postgres: OwnPostgres,
  chats: number,
  longChatMessages: number,
): Promise<BigWorkspace> {
  let workspaceId = ''
  const longChatId = newId()
  await postgres.asAdmin(async (client) => {
    // What is made here is whole by construction, and checking each row again would take minutes.
    await client.query(`set session_replication_role = replica`)
    for (let at = 0; at <= otherWorkspaces; at += 1) {
      const { workspaceId: id, widgetId } = await insertWorkspace(client)
      if (at === 0) workspaceId = id
      await client.query(
        `create temp table made as select gen_random_uuid() as id, gen_random_uuid() as visitor, n from generate_series(1, $1::int) n`,
        [at === 0 ? chats : Math.ceil(chats / 10)],
      )
      if (at === 0) await client.query('insert into made values ($1, gen_random_uuid(), 0)', [longChatId])
      await client.query('insert into visitors (workspace_id, id) select $1, visitor from made', [id])
      await client.query(
        `insert into chat_sessions (workspace_id, id, widget_id, visitor_id, status, closed_at, last_seq, message_count,
           last_message_author, last_message_excerpt, last_message_at, last_active_at)
         select $1, id, $2, visitor, case when n % 2 = 0 then 'open' else 'closed' end, case when n % 2 = 0 then null else now() end,
           case when n = 0 then $3::int else 10 end, case when n = 0 then $3::int else 10 end,
           'visitor', 'Message', now(), now() - n * interval '20 seconds'
         from made`,
        [id, widgetId, longChatMessages],
      )
      const messages = `from made m, generate_series(1, case when m.n = 0 then $2::int else 10 end) s`
      await client.query(
        `insert into chat_messages (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body)
         select $1, m.id, gen_random_uuid(), s, 'visitor', m.visitor, 'm-big-' || s, 'Message ' || s || ': how long does shipping take?' ${messages}`,
        [id, longChatMessages],
      )
      await client.query(
        `insert into chat_events (workspace_id, session_id, seq, type, message_seq) select $1, m.id, s, 'message.created', s ${messages}`,
        [id, longChatMessages],
      )
      await client.query('drop table made')
    }
    await client.query('set session_replication_role = origin')
    await client.query('vacuum analyze')
  })
  return { workspaceId, longChatId }
}
