import type { Whereabouts } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'

/** Pages that are kept of a visitor. */
const pagesMax = 30

/** Locks the visitor's row. @returns whether there is a chat with this id of theirs, and nothing of it was erased. */
export async function lockWhereabouts(tx: Tx, visitorId: string, chatId: string): Promise<boolean> {
  await tx.query('select 1 from visitors where workspace_id = $1 and id = $2 for no key update', [
    tx.workspaceId,
    visitorId,
  ])
  // In a statement of its own: an erasure that the lock has waited for is seen by it.
  const chat = await tx.maybeOne(
    'select 1 from chat_sessions where workspace_id = $1 and id = $2 and visitor_id = $3 and erased_at is null',
    [tx.workspaceId, chatId, visitorId],
  )
  return chat !== undefined
}

export const setDevice = (tx: Tx, visitorId: string, device: string | null) =>
  tx.query('update visitors set device = $3 where workspace_id = $1 and id = $2 and device is distinct from $3::text', [
    tx.workspaceId,
    visitorId,
    device,
  ])

/** The moment stays that of the change. */
export const setConsent = (tx: Tx, visitorId: string, isGiven: boolean, at: Date) =>
  tx.query(
    `update visitors set is_consent_given = $3, consent_at = $4
     where workspace_id = $1 and id = $2 and is_consent_given is distinct from $3::boolean`,
    [tx.workspaceId, visitorId, isGiven, at],
  )

/** One more view of the page; where there are too many pages, those not seen for longest go. */
export async function addPage(tx: Tx, visitorId: string, url: string, at: Date): Promise<void> {
  await tx.query(
    `insert into visitor_pages as p (workspace_id, visitor_id, url, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, $4)
     on conflict (workspace_id, visitor_id, url_hash)
       do update set views = p.views + 1, last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at)`,
    [tx.workspaceId, visitorId, url, at],
  )
  await tx.query(
    `delete from visitor_pages where workspace_id = $1 and visitor_id = $2 and url_hash in (
       select url_hash from visitor_pages where workspace_id = $1 and visitor_id = $2
       order by last_seen_at desc, url_hash offset $3)`,
    [tx.workspaceId, visitorId, pagesMax],
  )
}

export const deletePages = (tx: Tx, visitorId: string) =>
  tx.query('delete from visitor_pages where workspace_id = $1 and visitor_id = $2', [tx.workspaceId, visitorId])

/** Where the visitor's chats were begun. Locks those chats: before the visitor's row, as everywhere. */
export const forgetFirstPages = (tx: Tx, visitorId: string) =>
  tx.query(
    `update chat_sessions set page_url = null
     where workspace_id = $1 and visitor_id = $2 and page_url is not null`,
    [tx.workspaceId, visitorId],
  )

export const findWhereaboutsOfChat = (tx: Tx, chatId: string) =>
  tx.maybeOne<{ visitor_id: string; consent_required: boolean }>(
    `select s.visitor_id, w.consent_required from chat_sessions s
     join widgets w on w.workspace_id = s.workspace_id and w.id = s.widget_id
     where s.workspace_id = $1 and s.id = $2`,
    [tx.workspaceId, chatId],
  )

/** null where there is no such visitor. */
export async function readWhereabouts(tx: Tx, visitorId: string): Promise<Whereabouts | null> {
  const visitor = await tx.maybeOne<{
    device: string | null
    is_consent_given: boolean | null
    consent_at: Date | null
  }>('select device, is_consent_given, consent_at from visitors where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    visitorId,
  ])
  if (!visitor) return null
  const pages = await tx.query<{ url: string; views: number; first_seen_at: Date; last_seen_at: Date }>(
    `select url, views, first_seen_at, last_seen_at from visitor_pages
     where workspace_id = $1 and visitor_id = $2 order by last_seen_at desc, url_hash`,
    [tx.workspaceId, visitorId],
  )
  return {
    device: visitor.device,
    isConsentGiven: visitor.is_consent_given,
    consentAt: visitor.consent_at?.toISOString() ?? null,
    pages: pages.map(({ url, views, first_seen_at, last_seen_at }) => ({
      url,
      firstSeenAt: first_seen_at.toISOString(),
      lastSeenAt: last_seen_at.toISOString(),
      views,
    })),
  }
}
