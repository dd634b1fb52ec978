import type { KnowledgeDocument } from '@minichat/contracts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { indexText } from './document-worker.ts'
import {
  type DocumentRow,
  deleteDocument,
  insertDocument,
  lockDocument,
  markFailed,
  markReady,
  type NewDocument,
  readSource,
  updateDocument,
} from './documents.store.ts'
import { replacePassages } from './passages.store.ts'

export const indexDocumentJob = 'knowledge.index_document'

/** Text up to this length is indexed with the request; more would hold up others, and goes to a job. */
const longestAtOnce = 20_000

export const presentDocument = ({ revision: _, ...row }: DocumentRow): KnowledgeDocument => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

/** Short texts are found from this transaction on; others when the job is through. */
export async function addDocument(tx: Tx, jobs: Jobs, document: NewDocument): Promise<KnowledgeDocument> {
  return presentDocument(await indexNowOrLater(tx, jobs, await insertDocument(tx, newId(), document)))
}

export type DocumentChange = { title?: string; text?: string; url?: string | null }

/** @throws AppError NOT_FOUND, VALIDATION_ERROR for new text of a PDF. */
export async function changeDocument(
  tx: Tx,
  jobs: Jobs,
  id: string,
  change: DocumentChange,
): Promise<KnowledgeDocument> {
  const before = await lockDocument(tx, id)
  if (!before) throw new AppError('NOT_FOUND')
  if (before.format === 'pdf' && change.text !== undefined) {
    const message = 'The text of a PDF cannot be changed; upload the new file.'
    throw new AppError('VALIDATION_ERROR', { message, details: [{ path: 'text', code: 'not_changeable', message }] })
  }
  const row = await updateDocument(tx, id, change)
  return presentDocument(row.revision === before.revision ? row : await indexNowOrLater(tx, jobs, row))
}

/** @throws AppError NOT_FOUND. */
export async function removeDocument(tx: Tx, id: string): Promise<void> {
  if (!(await deleteDocument(tx, id))) throw new AppError('NOT_FOUND')
}

async function indexNowOrLater(tx: Tx, jobs: Jobs, row: DocumentRow): Promise<DocumentRow> {
  if (row.format === 'pdf' || row.characterCount > longestAtOnce) {
    await jobs.enqueue(
      tx,
      indexDocumentJob,
      { workspaceId: tx.workspaceId, documentId: row.id },
      { key: `index:${row.id}` },
    )
    return row
  }
  const source = await readSource(tx, row.id)
  return storeReading(tx, row.id, indexText(row.title, row.format, source?.text ?? ''))
}

/** Puts what was read into the index, or says why there is nothing. */
export async function storeReading(
  tx: Tx,
  id: string,
  { text, passages }: ReturnType<typeof indexText>,
): Promise<DocumentRow> {
  await replacePassages(tx, { documentId: id }, passages)
  if (passages.length === 0) return markFailed(tx, id, 'There is no text in this document.')
  return markReady(tx, id, { text, passageCount: passages.length })
}
