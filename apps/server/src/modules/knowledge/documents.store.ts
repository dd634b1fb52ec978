import type { KnowledgeDocument, Locale } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { ListPlace } from './entries.store.ts'
import {
  filterSql,
  filterValues,
  type OrganisationFilter,
  type OrganisationRow,
  organisationColumns,
} from './organisation/organisation.store.ts'

export type DocumentFormat = KnowledgeDocument['format']

export type DocumentRow = Omit<KnowledgeDocument, 'createdAt' | 'updatedAt' | keyof OrganisationRow> &
  OrganisationRow & {
    createdAt: Date
    updatedAt: Date
    revision: number
  }

export type NewDocument = {
  title: string
  format: DocumentFormat
  text: string
  original: Buffer | null
  url: string | null
}

const columns = `id, title, format, status, problem, character_count as "characterCount",
  passage_count as "passageCount", url, locale, site_id as "siteId", ${organisationColumns}, revision, created_at as "createdAt", updated_at as "updatedAt"`

export async function insertDocument(tx: Tx, id: string, document: NewDocument): Promise<DocumentRow> {
  return tx.one(
    `insert into knowledge_documents (workspace_id, id, title, format, text, original, character_count, url)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
    [
      tx.workspaceId,
      id,
      document.title,
      document.format,
      document.text,
      document.original,
      document.text.length,
      document.url,
    ],
  )
}

export async function lockDocument(tx: Tx, id: string): Promise<DocumentRow | undefined> {
  return tx.maybeOne(`select ${columns} from knowledge_documents where workspace_id = $1 and id = $2 for update`, [
    tx.workspaceId,
    id,
  ])
}

export async function findDocument(tx: Tx, id: string): Promise<(DocumentRow & { text: string }) | undefined> {
  return tx.maybeOne(`select ${columns}, text from knowledge_documents where workspace_id = $1 and id = $2`, [
    tx.workspaceId,
    id,
  ])
}

export type DocumentSource = {
  title: string
  format: DocumentFormat
  text: string
  original: Buffer | null
  revision: number
}

export async function readSource(tx: Tx, id: string): Promise<DocumentSource | undefined> {
  return tx.maybeOne(
    'select title, format, text, original, revision from knowledge_documents where workspace_id = $1 and id = $2',
    [tx.workspaceId, id],
  )
}

/** What a document takes up, in bytes; 0 when there is none. */
export const readSize = async (tx: Tx, id: string): Promise<number> =>
  (
    await tx.maybeOne<{ size: number }>(
      'select size_bytes as size from knowledge_documents where workspace_id = $1 and id = $2',
      [tx.workspaceId, id],
    )
  )?.size ?? 0

/** Left out: as it was. A new title or text has to be indexed again. */
export async function updateDocument(
  tx: Tx,
  id: string,
  change: { title?: string; text?: string; url?: string | null },
): Promise<DocumentRow> {
  const reindex = change.title !== undefined || change.text !== undefined
  return tx.one(
    `update knowledge_documents set
       title = coalesce($3, title), text = coalesce($4, text),
       character_count = coalesce($5, character_count),
       url = case when $6 then $7 else url end,
       revision = revision + $8::integer,
       status = case when $8 = 1 then 'indexing' else status end,
       problem = case when $8 = 1 then null else problem end
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [
      tx.workspaceId,
      id,
      change.title ?? null,
      change.text ?? null,
      change.text?.length ?? null,
      change.url !== undefined,
      change.url ?? null,
      reindex ? 1 : 0,
    ],
  )
}

export async function markReady(
  tx: Tx,
  id: string,
  done: { text: string; passageCount: number; locale: Locale },
): Promise<DocumentRow> {
  return tx.one(
    `update knowledge_documents set status = 'ready', problem = null, text = $3, character_count = $4, passage_count = $5,
       locale = coalesce(locale, $6)
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id, done.text, done.text.length, done.passageCount, done.locale],
  )
}

export async function markFailed(tx: Tx, id: string, problem: string): Promise<DocumentRow> {
  return tx.one(
    `update knowledge_documents set status = 'failed', problem = $3, passage_count = 0
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id, problem],
  )
}

export async function deleteDocument(tx: Tx, id: string): Promise<boolean> {
  const gone = await tx.query('delete from knowledge_documents where workspace_id = $1 and id = $2 returning id', [
    tx.workspaceId,
    id,
  ])
  return gone.length === 1
}

export type DocumentFilter = OrganisationFilter & {
  locale?: Locale
  status?: KnowledgeDocument['status']
  /** Without it, what was uploaded or written. */
  siteId?: string
}

/** The newest change first. */
export async function listDocuments(
  tx: Tx,
  filter: DocumentFilter,
  after: ListPlace | null,
  limit: number,
): Promise<DocumentRow[]> {
  return tx.query(
    `select ${columns} from knowledge_documents
     where workspace_id = $1 and ($2::timestamptz is null or (updated_at, id) < ($2::timestamptz, $3::uuid))
       and site_id is not distinct from $5::uuid
       and ($6::text is null or locale = $6) and ($7::text is null or status = $7) ${filterSql(8)}
     order by updated_at desc, id desc
     limit $4`,
    [
      tx.workspaceId,
      after?.at ?? null,
      after?.id ?? null,
      limit,
      filter.siteId ?? null,
      filter.locale ?? null,
      filter.status ?? null,
      ...filterValues(filter),
    ],
  )
}
