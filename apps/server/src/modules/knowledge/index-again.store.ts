import type { Tx } from '../../platform/database/database.ts'
import { SEGMENTER_VERSION } from '../../platform/text/index.ts'
import type { EntryRow } from './entries.store.ts'

/** Entries that were indexed by another version of the text handling; locked until the transaction ends. */
export const lockOutdatedEntries = (
  tx: Tx,
  most: number,
): Promise<Pick<EntryRow, 'id' | 'question' | 'answer' | 'locale'>[]> =>
  tx.query(
    `select e.id, e.question, e.answer, e.locale from knowledge_entries e
     join knowledge_passages p on p.workspace_id = $1 and p.entry_id = e.id
     where e.workspace_id = $1 and p.segmenter_version <> $2
     order by e.id limit $3
     for update of e`,
    [tx.workspaceId, SEGMENTER_VERSION, most],
  )

/** The same of documents, not locked. */
export const findOutdatedDocuments = (tx: Tx): Promise<{ id: string }[]> =>
  tx.query(
    `select distinct document_id as id from knowledge_passages
     where workspace_id = $1 and document_id is not null and segmenter_version <> $2`,
    [tx.workspaceId, SEGMENTER_VERSION],
  )
