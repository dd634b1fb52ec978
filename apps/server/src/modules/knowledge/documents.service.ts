import type { KnowledgeDocument } from '@minichat/contracts'
import { type AuditActor, changesBetween, recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
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
import { indexText } from './index-text.ts'
import { auditableDocument, documentTarget } from './knowledge.audit.ts'
import { mainLocale } from './main-locale.ts'
import { presentOrganisation } from './organisation/organise.ts'
import { replacePassages } from './passages.store.ts'

export const indexDocumentJob = 'knowledge.index_document'

/** Text up to this length is indexed with the request; more would hold up others, and goes to a job. */
const longestAtOnce = 20_000

export const presentDocument = ({ revision: _, ...row }: DocumentRow): KnowledgeDocument => ({
  ...row,
  ...presentOrganisation(row),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

/** Short texts are found from this transaction on; others when the job is through. */
export async function addDocument(tx: Tx, jobs: Jobs, document: NewDocument): Promise<KnowledgeDocument> {
  return presentDocument(await indexNowOrLater(tx, jobs, await insertDocument(tx, newId(), document)))
}

/** The same by a person. */
export async function addDocumentAs(
  actor: AuditActor,
  tx: Tx,
  jobs: Jobs,
  document: NewDocument,
): Promise<KnowledgeDocument> {
  const added = await addDocument(tx, jobs, document)
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
  if ((before.format === 'pdf' || before.format === 'page') && change.text !== undefined) {
    const message =
      before.format === 'pdf'
        ? 'The text of a PDF cannot be changed; upload the new file.'
        : 'The text of a page is changed on its site; read the site again.'
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
  return markReady(tx, id, { text, passageCount: passages.length, locale: mainLocale(passages) })
}
