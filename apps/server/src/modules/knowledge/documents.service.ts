import type { KnowledgeDocument } from '@minichat/contracts'
import { type AuditActor, changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { readSource } from './documents.files.store.ts'
import {
  type DocumentRow,
  deleteDocument,
  insertDocument,
  lockDocument,
  markFailed,
  markReady,
  type NewDocument,
  updateDocument,
} from './documents.store.ts'
import type { DocumentFormat } from './files/recognise-file.ts'
import { indexText } from './index-text.ts'
import { auditableDocument, documentTarget } from './knowledge.audit.ts'
import { mainLocale } from './main-locale.ts'
import { presentOrganisation } from './organisation/organise.ts'
import { replacePassages } from './passages.store.ts'

export const indexDocumentJob = 'knowledge.index_document'
export const scanFileJob = 'knowledge.scan_file'

/** Text up to this length is indexed with the request; more would hold up others, and goes to a job. */
const longestAtOnce = 20_000

/** What people wrote, or could have written. */
const isEditable = (format: DocumentFormat) => format === 'markdown' || format === 'text'

export const presentDocument = ({ revision: _, fileName, fileBytes, ...row }: DocumentRow): KnowledgeDocument => ({
  ...row,
  ...presentOrganisation(row),
  file: fileName === null ? null : { name: fileName, sizeBytes: fileBytes },
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

/** Short texts are found from this transaction on; others when the job is through. */
export async function addDocument(tx: Tx, jobs: Jobs, document: NewDocument, id = newId()): Promise<KnowledgeDocument> {
  return presentDocument(await indexNowOrLater(tx, jobs, await insertDocument(tx, id, document)))
}

/** The same by a person. */
export async function addDocumentAs(
  actor: AuditActor,
  tx: Tx,
  jobs: Jobs,
  document: NewDocument,
  id = newId(),
): Promise<KnowledgeDocument> {
  const added = await addDocument(tx, jobs, document, id)
  const after = auditableDocument(added)
  await recordAudit(tx, { actor, action: 'knowledge.document_added', target: documentTarget(added), after })
  return added
}

export type DocumentChange = { title?: string; text?: string; url?: string | null }

/** @throws AppError NOT_FOUND, VALIDATION_ERROR for new text of what was read elsewhere. */
export async function changeDocument(
  actor: AuditActor,
  tx: Tx,
  jobs: Jobs,
  id: string,
  change: DocumentChange,
): Promise<KnowledgeDocument> {
  const before = await lockDocument(tx, id)
  if (!before) throw new AppError('NOT_FOUND')
  if (!isEditable(before.format) && change.text !== undefined) {
    const message =
      before.format === 'page'
        ? 'The text of a page is changed on its site; read the site again.'
        : 'What was read from this file cannot be changed; upload the new file.'
    throw new AppError('VALIDATION_ERROR', { message, details: [{ path: 'text', code: 'not_changeable', message }] })
  }
  const row = await updateDocument(tx, id, change)
  const after = presentDocument(row.revision === before.revision ? row : await indexNowOrLater(tx, jobs, row))
  const changes = changesBetween(auditableDocument(presentDocument(before)), auditableDocument(after))
  // A text can change and keep its length.
  if (changes || change.text !== undefined) {
    await recordAudit(tx, { actor, action: 'knowledge.document_changed', target: documentTarget(after), ...changes })
  }
  return after
}

/** @throws AppError NOT_FOUND. */
export async function removeDocument(actor: AuditActor, tx: Tx, id: string): Promise<void> {
  const row = await lockDocument(tx, id)
  if (!row || !(await deleteDocument(tx, id))) throw new AppError('NOT_FOUND')
  const gone = presentDocument(row)
  const before = auditableDocument(gone)
  await recordAudit(tx, { actor, action: 'knowledge.document_removed', target: documentTarget(gone), before })
}

async function indexNowOrLater(tx: Tx, jobs: Jobs, row: DocumentRow): Promise<DocumentRow> {
  const payload = { workspaceId: tx.workspaceId, documentId: row.id }
  if (row.status === 'scanning') {
    await jobs.enqueue(tx, scanFileJob, payload, { key: `scan:${row.id}` })
    return row
  }
  if (row.characterCount === 0 || row.characterCount > longestAtOnce) {
    await jobs.enqueue(tx, indexDocumentJob, payload, { key: `index:${row.id}` })
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
  if (passages.length === 0) {
    return markFailed(tx, id, { code: 'DOCUMENT_WITHOUT_TEXT', message: 'There is no text in this document.' })
  }
  return markReady(tx, id, { text, passageCount: passages.length, locale: mainLocale(passages) })
}
