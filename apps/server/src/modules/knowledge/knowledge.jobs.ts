import type { Database } from '../../platform/database/database.ts'
import { isId } from '../../platform/ids.ts'
import type { JobHandler } from '../../platform/jobs/jobs.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { storeReading } from './documents.service.ts'
import { lockDocument, markFailed, readSource } from './documents.store.ts'
import { replacePassages } from './passages.store.ts'
import { type ReadLimits, readDocument } from './read-document.ts'

/**
 * Indexes a document: reads it in a thread of its own, then puts its passages in place of the old ones. Running it again
 * gives the same; a document that changed or went away in the meantime is left to the run for its newer revision.
 */
export function createIndexDocument(deps: {
  db: Database
  log: Pick<Logger, 'info'>
  limits?: ReadLimits
}): JobHandler {
  const { db, log, limits } = deps
  return async ({ workspaceId, documentId }, { signal }) => {
    if (!isId(workspaceId) || !isId(documentId)) throw new TypeError('The job names no document.')
    const source = await db.transaction(workspaceId, (tx) => readSource(tx, documentId))
    if (!source) return
    const outcome = await readDocument(source, limits, signal)
    await db.transaction(workspaceId, async (tx) => {
      const now = await lockDocument(tx, documentId)
      if (now?.revision !== source.revision) return
      if (!('problem' in outcome)) return void (await storeReading(tx, documentId, outcome))
      await replacePassages(tx, { documentId }, [])
      await markFailed(tx, documentId, outcome.problem)
    })
    log.info({ documentId, problem: 'problem' in outcome ? outcome.problem : null }, 'A document was indexed.')
  }
}
