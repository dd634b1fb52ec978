import type { KnowledgeDocument, Locale } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import type { ListPlace } from './entries.store.ts'
import type { Problem } from './files/process-messages.ts'
import type { DocumentFormat } from './files/recognise-file.ts'
import {
  filterSql,
  filterValues,
  type OrganisationFilter,
  type OrganisationRow,
  organisationColumns,
} from './organisation/organisation.store.ts'

export type DocumentRow = Omit<KnowledgeDocument, 'createdAt' | 'updatedAt' | 'file' | keyof OrganisationRow> &
  OrganisationRow & {
    createdAt: Date
    updatedAt: Date
    revision: number
    fileName: string | null
    fileBytes: number
  }

/** A file in the storage. */
export type StoredFile = {
  key: string
  name: string
  bytes: number
  /** Whether the malware scan has still to say something about it. */
  awaitsScan: boolean
}

export type NewDocument = {
  title: string
  format: DocumentFormat
  /** Empty: to be read from the file. */
  text: string
  url: string | null
  file: StoredFile | null
}

/** A PDF that came before there was a storage has no name of its own. */
const columns = `id, title, format, status, step, progress, problem, problem_code as "problemCode",
  character_count as "characterCount", passage_count as "passageCount", url, locale, site_id as "siteId",
  ${organisationColumns}, revision,
  coalesce(file_name, case when original is not null then left(title, 200) || '.pdf' end) as "fileName",
  file_bytes + coalesce(octet_length(original), 0) as "fileBytes",
  created_at as "createdAt", updated_at as "updatedAt"`

export async function insertDocument(tx: Tx, id: string, document: NewDocument): Promise<DocumentRow> {
  const { title, format, text, url, file } = document
  const awaitsScan = file?.awaitsScan ?? false
  return tx.one(
    `insert into knowledge_documents (workspace_id, id, title, format, text, character_count, url,
       file_key, file_name, file_bytes, awaits_scan, status, step)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
       case when $11 then 'scanning' else 'indexing' end, case when $11 then 'scan' else 'read' end)
     returning ${columns}`,
    [
      tx.workspaceId,
      id,
      title,
      format,
      text,
      text.length,
      url,
      file?.key ?? null,
      file?.name ?? null,
      file?.bytes ?? 0,
      awaitsScan,
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

/** What the text of a document takes up, in bytes; 0 when there is none. */
export const readTextSize = async (tx: Tx, id: string): Promise<number> =>
  (
    await tx.maybeOne<{ size: number }>(
      'select octet_length(text) as size from knowledge_documents where workspace_id = $1 and id = $2',
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
       status = case when awaits_scan then 'scanning' when $8 = 1 then 'indexing' else status end,
       problem = case when $8 = 1 then null else problem end,
       problem_code = case when $8 = 1 then null else problem_code end
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
    `update knowledge_documents set status = 'ready', problem = null, problem_code = null, step = null, progress = null,
       text = $3, character_count = $4, passage_count = $5, locale = coalesce(locale, $6)
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id, done.text, done.text.length, done.passageCount, done.locale],
  )
}

export async function markFailed(tx: Tx, id: string, problem: Problem): Promise<DocumentRow> {
  return tx.one(
    `update knowledge_documents set status = 'failed', awaits_scan = false, problem = $3, problem_code = $4,
       step = null, progress = null, passage_count = 0
     where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id, problem.message, problem.code],
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
