import type { Database } from '../../platform/database/database.ts'
import { isId } from '../../platform/ids.ts'
import type { JobHandler } from '../../platform/jobs/jobs.ts'
import type { FileStorage } from '../../platform/storage/storage.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { type DocumentSource, dropFile, noteProgress, readOriginal, readSource } from './documents.files.store.ts'
import { storeReading } from './documents.service.ts'
import { lockDocument, markFailed } from './documents.store.ts'
import type { Problem, Progress } from './files/process-messages.ts'
import type { ProcessLimits } from './files/restricted-process.ts'
import { readLimits, runDocumentProcess } from './files/run-document-process.ts'
import type { ReadDocument } from './index-text.ts'
import { replacePassages } from './passages.store.ts'
import { lost } from './stored-files.jobs.ts'

type Deps = { db: Database; log: Pick<Logger, 'info'>; storage: FileStorage; limits?: ProcessLimits }
type Target = { workspaceId: string; documentId: string }
type Outcome = ReadDocument | { problem: Problem }

const progressEveryMs = 500
/** What is wrong with such a file makes it no file to hand out. */
const notKept: Problem['code'][] = ['DOCUMENT_UNSAFE', 'DOCUMENT_TOO_COMPLEX', 'DOCUMENT_INFECTED']

/**
 * Indexes a document: reads it in a process of its own, then puts its passages in place of the old ones. Running it again
 * gives the same; a document that changed or went away in the meantime is left to the run for its newer revision.
 */
export function createIndexDocument(deps: Deps): JobHandler {
  const { db, log } = deps
  return async ({ workspaceId, documentId }, { signal }) => {
    if (!isId(workspaceId) || !isId(documentId)) throw new TypeError('The job names no document.')
    const target = { workspaceId, documentId }
    const source = await db.transaction(workspaceId, (tx) => readSource(tx, documentId))
    if (!source || source.awaitsScan) return
    const outcome = await read(deps, target, source, signal)
    await db.transaction(workspaceId, async (tx) => {
      const now = await lockDocument(tx, documentId)
      if (now?.revision !== source.revision) return
      if (!('problem' in outcome)) return void (await storeReading(tx, documentId, outcome))
      await replacePassages(tx, { documentId }, [])
      await markFailed(tx, documentId, outcome.problem)
      if (notKept.includes(outcome.problem.code)) await dropFile(tx, documentId)
    })
    log.info({ documentId, problem: 'problem' in outcome ? outcome.problem : null }, 'A document was indexed.')
  }
}

/** What was read once is not read from the file again. */
async function read(deps: Deps, target: Target, source: DocumentSource, signal: AbortSignal): Promise<Outcome> {
  const { title, format } = source
  const bytes = source.text === '' ? await bytesOf(deps, target, source) : Buffer.alloc(0)
  if (!bytes) return { problem: lost }
  const outcome = await runDocumentProcess({ work: 'read', title, format, text: source.text || null }, bytes, {
    limits: deps.limits ?? readLimits,
    signal,
    onProgress: progressNotes(deps.db, target, source.revision),
  })
  if ('problem' in outcome) return outcome
  if ('passages' in outcome.result) return outcome.result
  throw new TypeError('The process that opens files did something else.')
}

async function bytesOf({ db, storage }: Deps, { workspaceId, documentId }: Target, source: DocumentSource) {
  if (source.hasOriginal) return db.transaction(workspaceId, (tx) => readOriginal(tx, documentId))
  return source.fileKey === null ? null : storage.get(source.fileKey)
}

/** Now and then, and without waiting for it: whoever looks sees something move. */
function progressNotes(db: Database, { workspaceId, documentId }: Target, revision: number) {
  let notedAt = 0
  return (progress: Progress) => {
    if (progress.step === 'read' && performance.now() - notedAt < progressEveryMs) return
    notedAt = performance.now()
    db.transaction(workspaceId, (tx) => noteProgress(tx, documentId, revision, progress)).catch(() => {})
  }
}
