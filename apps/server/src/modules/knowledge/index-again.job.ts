import { allWorkspaceIds } from '../../platform/database/all-workspaces.ts'
import type { Database } from '../../platform/database/database.ts'
import type { JobHandler, Jobs } from '../../platform/jobs/jobs.ts'
import { indexDocumentJob } from './documents.service.ts'
import { findOutdatedDocuments, lockOutdatedEntries } from './index-again.store.ts'
import { indexPassage } from './index-passage.ts'
import { replacePassages } from './passages.store.ts'

export const indexAgainJob = 'knowledge.index_again'

const entriesAtOnce = 50

/** Indexes anew what an earlier version of the text handling has indexed, so that an upgrade changes nobody's finding. */
export function createIndexAgain({ db, jobs }: { db: Database; jobs: Jobs }): JobHandler {
  return async (_payload, { signal }) => {
    for await (const workspaceId of allWorkspaceIds(db)) {
      while ((await indexEntries(db, workspaceId)) === entriesAtOnce) signal.throwIfAborted()
      await db.transaction(workspaceId, async (tx) => {
        for (const { id } of await findOutdatedDocuments(tx)) {
          await jobs.enqueue(tx, indexDocumentJob, { workspaceId, documentId: id }, { key: `index:${id}` })
        }
      })
      signal.throwIfAborted()
    }
  }
}

/** @returns how many were indexed. */
const indexEntries = (db: Database, workspaceId: string): Promise<number> =>
  db.transaction(workspaceId, async (tx) => {
    const entries = await lockOutdatedEntries(tx, entriesAtOnce)
    for (const { id, question, answer, locale } of entries) {
      await replacePassages(tx, { entryId: id }, [indexPassage(question, answer, locale)])
    }
    return entries.length
  })
