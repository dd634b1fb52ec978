import type { AuthorKind } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { numberOfMessage } from './numbers.ts'

/** A message and where it is. */
export type MessagePlace = { chatId: string; seq: number }
export type IndexableMessage = MessagePlace & {
  number: string
  body: string
  authorKind: AuthorKind
  authorId: string | null
  widgetId: string
  provider: string | null
  isIndexed: boolean
}

const places = (wanted: readonly MessagePlace[]) => [wanted.map(({ chatId }) => chatId), wanted.map(({ seq }) => seq)]

/** Messages as they now are, those without a text too. @param version what counts as indexed already. */
export const readMessages = (tx: Tx, wanted: readonly MessagePlace[], version: number) =>
  tx.query<IndexableMessage>(
    `select m.session_id as "chatId", m.seq, (${numberOfMessage})::text as number, m.body, m.author_kind as "authorKind",
       m.author_id as "authorId", c.widget_id as "widgetId", a.responder as provider,
       coalesce(s.version = $4, false) as "isIndexed"
     from unnest($2::uuid[], $3::integer[]) as wanted (chat, seq)
     join chat_messages m on m.workspace_id = $1 and m.session_id = wanted.chat and m.seq = wanted.seq
     join chat_events e on e.workspace_id = $1 and e.session_id = wanted.chat and e.seq = wanted.seq
     join chat_sessions c on c.workspace_id = $1 and c.id = wanted.chat
     left join answers a on a.workspace_id = $1 and a.id = m.answer_id
     left join searchable_messages s on s.workspace_id = $1 and s.session_id = wanted.chat and s.seq = wanted.seq`,
    [tx.workspaceId, ...places(wanted), version],
  )

/** Takes messages out of the index, with all their postings. */
export const forgetMessages = (tx: Tx, gone: readonly MessagePlace[]) =>
  tx.query(
    `delete from searchable_messages s using unnest($2::uuid[], $3::integer[]) as gone (chat, seq)
     where s.workspace_id = $1 and s.session_id = gone.chat and s.seq = gone.seq`,
    [tx.workspaceId, ...places(gone)],
  )

/** Of chats that were erased: whatever is left of messages that have no text. */
export const forgetEmptied = (tx: Tx, chatIds: readonly string[]) =>
  tx.query(
    `delete from searchable_messages s using chat_messages m
     where s.workspace_id = $1 and s.session_id = any ($2::uuid[])
       and m.workspace_id = $1 and m.session_id = s.session_id and m.seq = s.seq and m.body = ''`,
    [tx.workspaceId, chatIds],
  )

type IndexedMessage = MessagePlace & { number: string; terms: number[] }

/** Puts messages into the index that are not in it. Those that are gone or say something else by now are left out. */
export const addMessages = (tx: Tx, messages: readonly (IndexedMessage & { body: string })[], version: number) =>
  tx.query(
    `with fresh as (
       select f.* from jsonb_to_recordset($2) as f (number bigint, chat uuid, seq integer, body text, terms integer[])
       join chat_messages m on m.workspace_id = $1 and m.session_id = f.chat and m.seq = f.seq and m.body = f.body
     ), added as (
       insert into searchable_messages (workspace_id, number, session_id, seq, version, terms)
       select $1, number, chat, seq, $3, terms from fresh on conflict do nothing
       returning number, terms
     )
     insert into message_postings (workspace_id, term, number)
     select $1, term, number from added, unnest(terms) as term order by term, number`,
    [
      tx.workspaceId,
      JSON.stringify(
        messages.map(({ number, chatId, seq, body, terms }) => ({ number, chat: chatId, seq, body, terms })),
      ),
      version,
    ],
  )
