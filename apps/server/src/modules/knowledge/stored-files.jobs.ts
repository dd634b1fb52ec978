import type { Database } from '../../platform/database/database.ts'
import { isId } from '../../platform/ids.ts'
import type { JobHandler, Jobs } from '../../platform/jobs/jobs.ts'
import { type Scanner, ScanUnavailable, type Verdict } from '../../platform/malware/scanner.ts'
import type { FileStorage } from '../../platform/storage/storage.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import {
  dropFile,
  endQuarantine,
  listOriginals,
  moveOriginal,
  readOriginal,
  readSource,
  usesFile,
} from './documents.files.store.ts'
import { indexDocumentJob, scanFileJob } from './documents.service.ts'
import { lockDocument, markFailed } from './documents.store.ts'

export const forgetFileJob = 'knowledge.forget_file'
export const moveOriginalsJob = 'knowledge.move_originals'

export const fileKey = (workspaceId: string, documentId: string) => `knowledge/${workspaceId}/${documentId}`

const scanAgainAfterMs = 60_000
const movedAtOnce = 20

type Deps = {
  db: Database
  jobs: Jobs
  log: Logger
  storage: FileStorage
  scanner: Scanner | null
  nowMs: () => number
}

/** What is done with files in the storage after the upload. */
export function createStoredFilesJobs(deps: Deps): Record<string, JobHandler> {
  return {
    [forgetFileJob]: ({ workspaceId, documentId, key }) => forgetFile(deps, workspaceId, documentId, key),
    [scanFileJob]: ({ workspaceId, documentId }) => scanFile(deps, workspaceId, documentId),
    [moveOriginalsJob]: (_, { signal }) => moveOriginals(deps, signal),
  }
}

/** Removes a file that no document has: of one that was deleted, and of an upload that broke off. */
async function forgetFile({ db, storage }: Deps, workspaceId: unknown, documentId: unknown, key: unknown) {
  if (!isId(workspaceId) || !isId(documentId) || typeof key !== 'string') throw new TypeError('The job names no file.')
  const isUsed = await db.transaction(workspaceId, (tx) => usesFile(tx, documentId, key))
  if (!isUsed) await storage.remove(key)
}

/** A scan that was not to be had before: found something, found nothing, or is tried again. */
async function scanFile(deps: Deps, workspaceId: unknown, documentId: unknown) {
  if (!isId(workspaceId) || !isId(documentId)) throw new TypeError('The job names no document.')
  const { db, jobs, log, storage } = deps
  const source = await db.transaction(workspaceId, (tx) => readSource(tx, documentId))
  if (!source?.awaitsScan || !source.fileKey) return
  const payload = { workspaceId, documentId }
  const bytes = await storage.get(source.fileKey)
  const verdict = bytes ? await scan(deps, bytes) : 'lost'
  await db.transaction(workspaceId, async (tx) => {
    if (!(await lockDocument(tx, documentId))) return
    if (verdict === 'unknown') {
      const runAt = new Date(deps.nowMs() + scanAgainAfterMs)
      return jobs.enqueue(tx, scanFileJob, payload, { key: `scan:${documentId}`, runAt })
    }
    if (verdict !== 'lost' && !verdict.isInfected) {
      if (await endQuarantine(tx, documentId)) {
        await jobs.enqueue(tx, indexDocumentJob, payload, { key: `index:${documentId}` })
      }
      return
    }
    await markFailed(tx, documentId, verdict === 'lost' ? lost : infected)
    await dropFile(tx, documentId)
  })
  if (typeof verdict === 'object' && verdict.isInfected) {
    log.warn({ documentId, found: verdict.name }, 'The malware scan found something in a document.')
  }
}

const infected = { code: 'DOCUMENT_INFECTED', message: 'The malware scan found something in this file.' } as const
export const lost = { code: 'UNREADABLE_DOCUMENT', message: 'The file is not in the storage any more.' } as const

/** Without a scanner an operator has decided that files are not scanned any more. */
async function scan({ scanner, log }: Deps, bytes: Buffer): Promise<Verdict | 'unknown'> {
  if (!scanner) return { isInfected: false }
  try {
    return await scanner.scan(bytes)
  } catch (error) {
    if (!(error instanceof ScanUnavailable)) throw error
    log.warn({ err: error }, 'The malware scan does not answer; the file goes on waiting.')
    return 'unknown'
  }
}

/** Files of the time when they were kept in the database, a few with each run. */
async function moveOriginals({ db, storage, log }: Deps, signal: AbortSignal): Promise<void> {
  for (const { workspaceId, documentId } of await listOriginals(db, movedAtOnce)) {
    if (signal.aborted) return
    const bytes = await db.transaction(workspaceId, (tx) => readOriginal(tx, documentId))
    if (!bytes) continue
    const key = fileKey(workspaceId, documentId)
    await storage.put(key, bytes)
    await db.transaction(workspaceId, (tx) => moveOriginal(tx, documentId, key))
    await forgetFile({ db, storage } as Deps, workspaceId, documentId, key)
    log.info({ documentId }, 'A file was moved from the database to the storage.')
  }
}
