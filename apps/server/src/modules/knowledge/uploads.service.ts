import type { KnowledgeDocument } from '@minichat/contracts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { Jobs } from '../../platform/jobs/jobs.ts'
import { type Scanner, ScanUnavailable } from '../../platform/malware/scanner.ts'
import type { FileStorage } from '../../platform/storage/storage.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { addDocumentAs } from './documents.service.ts'
import { decodeText } from './files/decode-text.ts'
import { FileProblem } from './files/file-problem.ts'
import type { Problem } from './files/process-messages.ts'
import { type FileFormat, recogniseFile } from './files/recognise-file.ts'
import { inspectLimits, runDocumentProcess } from './files/run-document-process.ts'
import { assertLength } from './files/text-blocks.ts'
import type { AssertRoomFor } from './knowledge.routes.ts'
import { fileKey, forgetFileJob } from './stored-files.jobs.ts'
import type { Upload } from './upload.ts'

/** By then an upload is through, or has failed. */
const forgetAfterMs = 3600_000

export type UploadDeps = {
  db: Database
  jobs: Jobs
  log: Logger
  storage: FileStorage
  /** null: nothing is scanned. */
  scanner: Scanner | null
  assertRoomFor: AssertRoomFor
  nowMs: () => number
}

/**
 * Takes a file: looks at it, has it scanned, puts it into the storage, then makes the document. What is refused has left
 * nothing anywhere. While the scan does not answer, the file waits in quarantine.
 * @throws AppError for what is wrong with the file.
 */
export async function addUpload(deps: UploadDeps, actor: MemberActor, upload: Upload): Promise<KnowledgeDocument> {
  const { db, storage } = deps
  const { title, url, name, bytes } = upload
  const { format, text } = await look(deps, name, bytes)
  const awaitsScan = !(await isClean(deps, bytes))
  const id = newId()
  const key = fileKey(actor.workspaceId, id)
  const file = { key, name, bytes: bytes.length, awaitsScan }
  const document = { title, url, format, file, text: awaitsScan ? '' : text }

  await db.transaction(actor.workspaceId, async (tx) => {
    await assertRoom(deps, tx, bytes.length + Buffer.byteLength(text))
    // Should this process end before the document is there, its file is found by this.
    const runAt = new Date(deps.nowMs() + forgetAfterMs)
    const payload = { workspaceId: actor.workspaceId, documentId: id, key }
    await deps.jobs.enqueue(tx, forgetFileJob, payload, { key: `forget:${key}`, runAt })
  })
  await storage.put(key, bytes)
  return db.transaction(actor.workspaceId, async (tx) => {
    await assertRoom(deps, tx, bytes.length + Buffer.byteLength(text))
    return addDocumentAs(actor, tx, deps.jobs, document, id)
  })
}

async function assertRoom({ assertRoomFor }: UploadDeps, tx: Tx, bytes: number): Promise<void> {
  await assertRoomFor(tx, 'knowledgeSources')
  await assertRoomFor(tx, 'storageBytes', bytes)
}

type Looked = { format: FileFormat; text: string }

/** What the file is, by its bytes, and the text of one that is nothing but text. */
async function look({ log }: UploadDeps, name: string, bytes: Buffer): Promise<Looked> {
  try {
    const kind = recogniseFile(bytes, name)
    if (kind === 'pdf' || kind === 'office') {
      const outcome = await runDocumentProcess({ work: 'inspect', kind }, bytes, { limits: inspectLimits })
      if ('result' in outcome && 'format' in outcome.result) return { format: outcome.result.format, text: '' }
      const problem = 'problem' in outcome ? outcome.problem : undefined
      if (problem?.detail) log.info({ detail: problem.detail }, 'A file was refused.')
      throw refusal(problem ?? { code: 'UNREADABLE_DOCUMENT', message: 'This file cannot be read.' })
    }
    if (kind === 'csv' || kind === 'html') return { format: kind, text: '' }
    const text = (decodeText(bytes) ?? '').replace(/^\ufeff/, '').trim()
    assertLength(text.length)
    return { format: kind, text }
  } catch (error) {
    throw error instanceof FileProblem ? refusal(error) : error
  }
}

const refusal = ({ code, message }: Pick<Problem, 'code' | 'message'>) => new AppError(code, { message })

/** @returns false when the scan does not answer. @throws AppError DOCUMENT_INFECTED. */
async function isClean({ scanner, log }: UploadDeps, bytes: Buffer): Promise<boolean> {
  if (!scanner) return true
  try {
    const verdict = await scanner.scan(bytes)
    if (!verdict.isInfected) return true
    log.warn({ found: verdict.name }, 'The malware scan found something in an upload.')
  } catch (error) {
    if (!(error instanceof ScanUnavailable)) throw error
    log.warn({ err: error }, 'The malware scan does not answer; the file waits for it.')
    return false
  }
  throw new AppError('DOCUMENT_INFECTED')
}
