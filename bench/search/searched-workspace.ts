import type pg from 'pg'
import { SEARCH_TERMS_VERSION } from '../../apps/server/src/platform/text/index.ts'
import { insertWorkspace } from '../tools/insert-workspace.ts'
import type { OwnPostgres } from '../tools/own-postgres.ts'
import { saidTexts } from './said-texts.ts'

const otherWorkspaces = 2
const messagesInChat = 10

/**
 * A workspace with many messages and their postings, and others with a tenth of them each, as tables are shared; written by
 * SQL, as indexing so many would take an hour.
 * @returns its id.
 */
export async function makeSearchedWorkspace(postgres: OwnPostgres, messages: number): Promise<string> {
  return postgres.asAdmin(async (client) => {
    // What is made here is whole by construction, and checking each row again would take minutes.
    await client.query('set session_replication_role = replica')
    await client.query('alter table message_postings drop constraint message_postings_pkey')
    // Some 30 million rows: what they would add to the log of writes tells nothing about reading.
    await client.query('alter table message_postings set unlogged')
    await client.query(`alter system set max_wal_size = '8GB'`)
    await client.query('select pg_reload_conf()')
    const workspaceId = await insertMessages(client, messages)
    for (let at = 0; at < otherWorkspaces; at += 1) await insertMessages(client, messages / 10)
    await client.query(`set maintenance_work_mem = '1GB'`)
    await client.query('alter table message_postings add primary key (workspace_id, term, number)')
    await client.query('set session_replication_role = origin')
    await client.query('vacuum analyze')
    return workspaceId
  })
}

async function insertMessages(client: pg.Client, messages: number): Promise<string> {
  const { workspaceId, widgetId } = await insertWorkspace(client)
  await client.query(
    `create temp table texts as
       select (row_number() over ()) - 1 as at, body, terms from jsonb_to_recordset($1) as t (body text, terms integer[])`,
    [JSON.stringify(saidTexts(widgetId))],
  )
  await client.query('create index on texts (at)')
  await client.query(
    `create temp table chats as select gen_random_uuid() as id, gen_random_uuid() as visitor, n
     from generate_series(0, $1::int - 1) n`,
    [messages / messagesInChat],
  )
  await client.query('insert into visitors (workspace_id, id) select $1, visitor from chats', [workspaceId])
  await client.query(
    `insert into chat_sessions (workspace_id, id, widget_id, visitor_id, last_seq, message_count)
     select $1, id, $2, visitor, $3::int, $3::int from chats`,
    [workspaceId, widgetId, messagesInChat],
  )
  // One a second, the last one now. The number is made as the indexer makes it.
  await client.query(
    `create temp table said as
       select c.id as chat, c.visitor, s as seq, t.body, t.terms, at.created_at,
         ((extract(epoch from at.created_at) * 1000)::bigint << 22) | (c.n * $2::int + s) as number
       from chats c, generate_series(1, $2::int) s,
         lateral (select date_trunc('second', now()) - ($1::int - c.n * $2::int - s) * interval '1 second' as created_at) at,
         lateral (select abs(hashint4(c.n * $2::int + s)) % (select count(*) from texts) as text) which
         join texts t on t.at = which.text`,
    [messages, messagesInChat],
  )
  await client.query(
    `insert into chat_messages (workspace_id, session_id, id, seq, author_kind, author_id, client_message_id, body, created_at)
     select $1, chat, gen_random_uuid(), seq, 'visitor', visitor, 'm-' || seq, body, created_at from said`,
    [workspaceId],
  )
  await client.query(
    `insert into searchable_messages (workspace_id, number, session_id, seq, version, terms)
     select $1, number, chat, seq, $2, terms from said`,
    [workspaceId, SEARCH_TERMS_VERSION],
  )
  await client.query(
    'insert into message_postings (workspace_id, term, number) select $1, term, number from said, unnest(terms) as term',
    [workspaceId],
  )
  await client.query('drop table said, chats, texts')
  return workspaceId
}
