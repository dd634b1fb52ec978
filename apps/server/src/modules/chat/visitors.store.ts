import type { VisitorProfile } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { VisitorRow } from './chat-rows.ts'
import { deletePages } from './whereabouts.store.ts'

export const findVisitor = (tx: Tx, visitorId: string) =>
  tx.maybeOne<VisitorRow>(
    'select id, name, email, phone, attributes, external_id, verified, blocked_at from visitors where workspace_id = $1 and id = $2',
    [tx.workspaceId, visitorId],
  )

export const lockVisitor = (tx: Tx, visitorId: string) =>
  tx.one<VisitorRow>(
    'select id, name, email, phone, attributes, external_id, verified, blocked_at from visitors where workspace_id = $1 and id = $2 for no key update',
    [tx.workspaceId, visitorId],
  )

export const writeVisitor = (tx: Tx, { id, name, email, phone, attributes }: VisitorProfile) =>
  tx.query(
    'update visitors set name = $3, email = $4, phone = $5, attributes = $6 where workspace_id = $1 and id = $2',
    [tx.workspaceId, id, name, email, phone, attributes],
  )

/** @returns whether that is another one than before. */
export const changeLocale = async (tx: Tx, chatId: string, locale: 'en' | 'th') =>
  (
    await tx.query(
      `update chat_sessions set locale = $3
       where workspace_id = $1 and id = $2 and locale is distinct from $3 returning id`,
      [tx.workspaceId, chatId, locale],
    )
  ).length > 0

/** @returns false when that would be more than `max` in this chat. */
export const countTracked = async (tx: Tx, chatId: string, max: number) =>
  (
    await tx.query(
      `update chat_sessions set tracked_count = tracked_count + 1
       where workspace_id = $1 and id = $2 and tracked_count < $3 returning id`,
      [tx.workspaceId, chatId, max],
    )
  ).length > 0

export type VisitorChatRow = {
  id: string
  created_at: Date
  closed_at: Date | null
  rating: number | null
  rating_comment: string | null
}

/** The visitor's chats after one of them (null for the first), by id. */
export const chatsOfVisitor = (tx: Tx, visitorId: string, afterId: string | null, limit: number) =>
  tx.query<VisitorChatRow>(
    `select id, created_at, closed_at, rating, rating_comment from chat_sessions
     where workspace_id = $1 and visitor_id = $2 and ($3::uuid is null or id > $3) order by id limit $4`,
    [tx.workspaceId, visitorId, afterId, limit],
  )

export const unerasedChatsOf = async (tx: Tx, visitorId: string, limit: number) =>
  (
    await tx.query<{ id: string }>(
      'select id from chat_sessions where workspace_id = $1 and visitor_id = $2 and erased_at is null limit $3',
      [tx.workspaceId, visitorId, limit],
    )
  ).map(({ id }) => id)

/** The visitor, and those of whom members say that they are the same person. */
export const samePersons = async (tx: Tx, visitorId: string) =>
  (
    await tx.query<{ id: string }>(
      `select $2::uuid as id union
       select o.id from visitors v join visitors o on o.workspace_id = v.workspace_id and o.person_id = v.person_id
       where v.workspace_id = $1 and v.id = $2`,
      [tx.workspaceId, visitorId],
    )
  ).map(({ id }) => id)

export const personOf = (tx: Tx, visitorId: string) =>
  tx.maybeOne<{ person_id: string | null }>('select person_id from visitors where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    visitorId,
  ])

/** All that were one person with the first are so with the second as well. */
export async function joinPersons(tx: Tx, visitorId: string, otherId: string, personId: string): Promise<void> {
  const ids = [...(await samePersons(tx, visitorId)), ...(await samePersons(tx, otherId))]
  await tx.query('update visitors set person_id = $3 where workspace_id = $1 and id = any ($2::uuid[])', [
    tx.workspaceId,
    ids,
    personId,
  ])
}

export const leavePerson = (tx: Tx, visitorId: string) =>
  tx.query('update visitors set person_id = null where workspace_id = $1 and id = $2', [tx.workspaceId, visitorId])

export const setBlocked = (tx: Tx, visitorId: string, blockedAt: Date | null) =>
  tx.query('update visitors set blocked_at = $3 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    visitorId,
    blockedAt,
  ])

export const openChatsOfVisitor = async (tx: Tx, visitorId: string) =>
  (
    await tx.query<{ id: string }>(
      `select id from chat_sessions where workspace_id = $1 and visitor_id = $2 and status = 'open'`,
      [tx.workspaceId, visitorId],
    )
  ).map(({ id }) => id)

/** Empties all that a chat holds of what was said and told; events stay, so that their numbers have no gap. */
export async function eraseContent(tx: Tx, chatId: string): Promise<void> {
  const chat = [tx.workspaceId, chatId]
  await tx.query('delete from chat_message_versions where workspace_id = $1 and session_id = $2', chat)
  await tx.query(
    `update chat_messages set body = '', state = 'removed', removed_at = coalesce(removed_at, clock_timestamp()), citations = '[]',
       quick_replies = '[]', rating = null, rating_reason = null, mail = null
     where workspace_id = $1 and session_id = $2`,
    chat,
  )
  // Notes speak of the visitor too.
  await tx.query(
    `update chat_notes set body = '', mentions = '{}', removed_at = coalesce(removed_at, clock_timestamp())
     where workspace_id = $1 and session_id = $2`,
    chat,
  )
  await tx.query(
    `update answers set text = '', source = null, problem = null where workspace_id = $1 and session_id = $2`,
    chat,
  )
  await tx.query(
    `update chat_events e set data = case e.type
         when 'visitor.tracked' then jsonb_build_object('at', e.data -> 'at', 'name', '', 'properties', '{}'::jsonb)
         else jsonb_build_object('id', s.visitor_id, 'name', null, 'email', null, 'phone', null, 'attributes', '{}'::jsonb, 'verified', null) end
     from chat_sessions s
     where e.workspace_id = $1 and e.session_id = $2 and e.type in ('visitor.updated', 'visitor.tracked')
       and s.workspace_id = $1 and s.id = $2`,
    chat,
  )
  await tx.query(
    `update chat_sessions set page_url = null, locale = null, last_message_excerpt = null, unread_count = 0,
       rating = null, rating_comment = null
     where workspace_id = $1 and id = $2`,
    chat,
  )
}

/** The caller has closed the chat. */
export const markErased = (tx: Tx, chatId: string) =>
  tx.query('update chat_sessions set erased_at = clock_timestamp() where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    chatId,
  ])

/** Nor is it known any more whom it was about: somebody proven is somebody new from now on. */
export async function emptyVisitor(tx: Tx, visitorId: string): Promise<void> {
  await tx.query(
    `update visitors set name = null, email = null, phone = null, attributes = '{}', locale = null,
       external_id = null, verified = null, verified_at = null, person_id = null,
       device = null, is_consent_given = null, consent_at = null
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, visitorId],
  )
  // After the row is locked: whoever was noting a page has done so by now.
  await deletePages(tx, visitorId)
}
