import type { Database, Tx } from '../../platform/database/database.ts'
import type { Progress } from './files/process-messages.ts'
import type { DocumentFormat } from './files/recognise-file.ts'

/** What a document is made from. */
export type DocumentSource = {
  title: string
  format: DocumentFormat
  text: string
  revision: number
  fileKey: string | null
  fileName: string | null
  hasOriginal: boolean
  awaitsScan: boolean
}

export const readSource = (tx: Tx, id: string) =>
  tx.maybeOne<DocumentSource>(
    `select title, format, text, revision, file_key as "fileKey", file_name as "fileName",
       original is not null as "hasOriginal", awaits_scan as "awaitsScan"
     from knowledge_documents where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id],
  )

/** A file of the time when they were kept in the database. */
export const readOriginal = async (tx: Tx, id: string): Promise<Buffer | null> =>
  (
    await tx.maybeOne<{ original: Buffer | null }>(
      'select original from knowledge_documents where workspace_id = $1 and id = $2',
      [tx.workspaceId, id],
    )
  )?.original ?? null

/** Such files of all workspaces. */
export const listOriginals = (db: Database, limit: number) =>
  db.query<{ workspaceId: string; documentId: string }>(
    'select workspace_id as "workspaceId", document_id as "documentId" from documents_with_originals($1)',
    [limit],
  )

/** The file is in the storage now. @returns false when the document is gone, or has been moved already. */
export const moveOriginal = async (tx: Tx, id: string, key: string): Promise<boolean> =>
  (
    await tx.query(
      `update knowledge_documents set original = null, file_key = $3, file_name = left(title, 200) || '.pdf',
         file_bytes = octet_length(original)
       where workspace_id = $1 and id = $2 and original is not null returning id`,
      [tx.workspaceId, id, key],
    )
  ).length > 0

/** Whether a document needs the file. */
export const usesFile = async (tx: Tx, id: string, key: string): Promise<boolean> =>
  (
    await tx.query('select 1 from knowledge_documents where workspace_id = $1 and id = $2 and file_key = $3', [
      tx.workspaceId,
      id,
      key,
    ])
  ).length > 0

/** Its file is not kept; a job removes it from the storage. */
export const dropFile = (tx: Tx, id: string) =>
  tx.query(
    `update knowledge_documents set file_key = null, file_name = null, file_bytes = 0, original = null
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id],
  )

/** The scan found nothing. @returns false when it had been said before, or the document is gone. */
export const endQuarantine = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await tx.query(
      `update knowledge_documents set awaits_scan = false, status = 'indexing', step = 'read'
       where workspace_id = $1 and id = $2 and awaits_scan returning id`,
      [tx.workspaceId, id],
    )
  ).length > 0

export const noteProgress = (tx: Tx, id: string, revision: number, { step, percent }: Progress) =>
  tx.query(
    `update knowledge_documents set step = $4, progress = $5
     where workspace_id = $1 and id = $2 and revision = $3 and status = 'indexing'`,
    [tx.workspaceId, id, revision, step, percent],
  )
