import type { KnowledgeSite, PageProblem, PageState } from '@minichat/contracts'
import type { Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/ids.ts'
import type { ListPlace } from '../entries.store.ts'

export type PageRow = {
  id: string
  url: string
  depth: number
  state: PageState
  problem: PageProblem | null
  documentId: string | null
  etag: string | null
  lastModified: string | null
  contentHash: string | null
  links: string[]
  missed: number
  lookedAt: Date | null
  createdAt: Date
}

const columns = `p.id, p.url, p.depth, p.state, p.problem, p.document_id as "documentId", p.etag,
  p.last_modified as "lastModified", p.content_hash as "contentHash", p.links, p.missed, p.looked_at as "lookedAt",
  p.created_at as "createdAt"`

/** Queues what is not known yet, as far as the site's limit goes. @returns how many were new. */
export async function queuePages(
  tx: Tx,
  site: { id: string; reading: number; maxPages: number },
  urls: string[],
  depth: number,
): Promise<number> {
  if (urls.length === 0) return 0
  const added = await tx.query(
    `insert into knowledge_pages (workspace_id, id, site_id, url, depth, reading)
     select $1, n.id, $2, n.url, $3, $4
     from unnest($5::uuid[], $6::text[]) with ordinality as n (id, url, place)
     where not exists (select from knowledge_pages p where p.workspace_id = $1 and p.site_id = $2 and p.url = n.url)
     order by n.place
     limit greatest(0, $7 - (select count(*) from knowledge_pages where workspace_id = $1 and site_id = $2))
     on conflict (workspace_id, site_id, url) do nothing
     returning id`,
    [tx.workspaceId, site.id, depth, site.reading, urls.map(() => newId()), urls, site.maxPages],
  )
  return added.length
}

/** Known pages are looked at again: all of them, or those that were missing. */
export const queueAgain = (tx: Tx, site: { id: string; reading: number }, onlyMissing: boolean) =>
  tx.query(
    `update knowledge_pages set state = 'queued', reading = $3
     where workspace_id = $1 and site_id = $2 and (not $4 or missed > 0)`,
    [tx.workspaceId, site.id, site.reading, onlyMissing],
  )

/** What a smaller limit leaves no room for goes, the deepest and newest first, with its documents. */
export async function dropBeyond(tx: Tx, site: { id: string; maxPages: number; maxDepth: number }): Promise<void> {
  const dropped = await tx.query<{ documentId: string | null }>(
    `delete from knowledge_pages where workspace_id = $1 and site_id = $2 and (depth > $4 or id not in (
       select id from knowledge_pages where workspace_id = $1 and site_id = $2 order by depth, created_at, id limit $3))
     returning document_id as "documentId"`,
    [tx.workspaceId, site.id, site.maxPages, site.maxDepth],
  )
  await deletePageDocuments(
    tx,
    dropped.flatMap(({ documentId }) => documentId ?? []),
  )
}

export const deletePageDocuments = (tx: Tx, ids: string[]) =>
  tx.query(
    'delete from knowledge_documents where workspace_id = $1 and id = any ($2::uuid[]) and site_id is not null',
    [tx.workspaceId, ids],
  )

/** The flattest first, so that a limit keeps what is near to the beginning. */
export const nextQueued = (tx: Tx, siteId: string) =>
  tx.maybeOne<PageRow>(
    `select ${columns} from knowledge_pages p
     where p.workspace_id = $1 and p.site_id = $2 and p.state = 'queued' order by p.depth, p.id limit 1`,
    [tx.workspaceId, siteId],
  )

export const findPageByUrl = (tx: Tx, siteId: string, url: string) =>
  tx.maybeOne<PageRow>(
    `select ${columns} from knowledge_pages p where p.workspace_id = $1 and p.site_id = $2 and p.url = $3`,
    [tx.workspaceId, siteId, url],
  )

/** Another page of the site with just these words, that is in use. */
export const findTwin = (tx: Tx, siteId: string, pageId: string, hash: string) =>
  tx.maybeOne<{ id: string }>(
    `select id from knowledge_pages
     where workspace_id = $1 and site_id = $2 and content_hash = $4 and id <> $3 and document_id is not null limit 1`,
    [tx.workspaceId, siteId, pageId, hash],
  )

export type PageEnd = Pick<
  PageRow,
  'state' | 'problem' | 'documentId' | 'etag' | 'lastModified' | 'contentHash' | 'links' | 'missed'
>

export const writePage = (tx: Tx, id: string, end: PageEnd) =>
  tx.query(
    `update knowledge_pages set state = $3, problem = $4, document_id = $5, etag = $6, last_modified = $7,
       content_hash = $8, links = $9, missed = $10, looked_at = now()
     where workspace_id = $1 and id = $2`,
    [
      tx.workspaceId,
      id,
      end.state,
      end.problem,
      end.documentId,
      end.etag,
      end.lastModified,
      end.contentHash,
      end.links,
      end.missed,
    ],
  )

export const deletePage = (tx: Tx, id: string) =>
  tx.query('delete from knowledge_pages where workspace_id = $1 and id = $2', [tx.workspaceId, id])

/** Pages that were to be read and are not, as when the plan's room ended. */
export const endQueued = (tx: Tx, siteId: string, state: PageState, problem: PageProblem | null) =>
  tx.query(
    `update knowledge_pages set state = case when document_id is null then $3 else 'read' end,
       problem = case when document_id is null then $4 end
     where workspace_id = $1 and site_id = $2 and state = 'queued'`,
    [tx.workspaceId, siteId, state, problem],
  )

export type PageCounts = KnowledgeSite['pages']
const noPages: PageCounts = { found: 0, queued: 0, read: 0, skipped: 0, failed: 0, missing: 0 }

export async function countPages(tx: Tx, siteIds: string[]): Promise<(siteId: string) => PageCounts> {
  const rows = await tx.query<PageCounts & { siteId: string }>(
    `select site_id as "siteId", count(*)::integer as found,
       ${(['queued', 'read', 'skipped', 'failed', 'missing'] as const)
         .map((state) => `count(*) filter (where state = '${state}')::integer as ${state}`)
         .join(', ')}
     from knowledge_pages where workspace_id = $1 and site_id = any ($2::uuid[]) group by site_id`,
    [tx.workspaceId, siteIds],
  )
  const bySite = new Map(rows.map(({ siteId, ...counts }) => [siteId, counts]))
  return (siteId) => bySite.get(siteId) ?? noPages
}

/** What the first page that failed says of the whole. */
export const firstProblem = async (tx: Tx, siteId: string): Promise<PageProblem | null> =>
  (
    await tx.maybeOne<{ problem: PageProblem | null }>(
      `select problem from knowledge_pages where workspace_id = $1 and site_id = $2 and problem is not null
       order by depth, id limit 1`,
      [tx.workspaceId, siteId],
    )
  )?.problem ?? null

export const hasMissing = async (tx: Tx, siteId: string): Promise<boolean> =>
  (
    await tx.query('select id from knowledge_pages where workspace_id = $1 and site_id = $2 and missed > 0 limit 1', [
      tx.workspaceId,
      siteId,
    ])
  ).length > 0

/** In the order in which they were found. */
export const listPages = (
  tx: Tx,
  siteId: string,
  { state, after, limit }: { state?: PageState; after: ListPlace | null; limit: number },
) =>
  tx.query<PageRow & { title: string | null }>(
    `select ${columns}, d.title from knowledge_pages p
     left join knowledge_documents d on d.workspace_id = p.workspace_id and d.id = p.document_id
     where p.workspace_id = $1 and p.site_id = $2 and ($3::text is null or p.state = $3)
       and ($4::timestamptz is null or (p.created_at, p.id) > ($4::timestamptz, $5::uuid))
     order by p.created_at, p.id limit $6`,
    [tx.workspaceId, siteId, state ?? null, after?.at ?? null, after?.id ?? null, limit],
  )

/** A document as its site is put in order. */
export const insertPageDocument = (
  tx: Tx,
  id: string,
  siteId: string,
  page: { title: string; url: string; text: string },
) =>
  tx.query(
    `insert into knowledge_documents (workspace_id, id, site_id, title, format, text, character_count, url,
       folder, tags, is_on, valid_from, valid_until, rank)
     select $1, $2, id, $4, 'page', $5, $6, $7, folder, tags, is_on, valid_from, valid_until, rank
     from knowledge_sites where workspace_id = $1 and id = $3`,
    [tx.workspaceId, id, siteId, page.title, page.text, page.text.length, page.url],
  )

export const updatePageDocument = (tx: Tx, id: string, page: { title: string; url: string; text: string }) =>
  tx.query(
    `update knowledge_documents set title = $3, text = $4, character_count = $5, url = $6, revision = revision + 1
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, page.title, page.text, page.text.length, page.url],
  )
