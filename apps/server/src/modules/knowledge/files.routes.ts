import { Readable } from 'node:stream'
import { downloadOriginal, uploadDocument } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { type Download, downloadRoute, route } from '../../platform/http/route.ts'
import { readOriginal, readSource } from './documents.files.store.ts'
import type { FileFormat } from './files/recognise-file.ts'
import { readUpload } from './upload.ts'
import { addUpload, type UploadDeps } from './uploads.service.ts'

export function registerFileRoutes(app: FastifyInstance, deps: UploadDeps): void {
  route(app, uploadDocument, async ({ raw, actor }) => addUpload(deps, actor, await readUpload(raw)))

  downloadRoute(app, downloadOriginal, async ({ params, actor }) => {
    const file = await readFile(deps, actor.workspaceId, params.documentId)
    if (!file) throw new AppError('NOT_FOUND')
    return file
  })
}

const office = 'application/vnd.openxmlformats-officedocument'
const types: Record<FileFormat, string> = {
  markdown: 'text/markdown',
  text: 'text/plain',
  pdf: 'application/pdf',
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
  csv: 'text/csv',
  // As a page it could be shown by somebody's program; as bytes it is kept only.
  html: 'application/octet-stream',
}

async function readFile(deps: UploadDeps, workspaceId: string, documentId: string): Promise<Download | undefined> {
  const found = await deps.db.transaction(workspaceId, async (tx) => {
    const source = await readSource(tx, documentId)
    return source && { source, original: source.hasOriginal ? await readOriginal(tx, documentId) : null }
  })
  if (!found) return undefined
  const { title, format, fileKey, fileName, awaitsScan } = found.source
  if (format === 'page') return undefined
  if (awaitsScan) throw new AppError('DOCUMENT_NOT_SCANNED', { retryAfterSeconds: 60 })
  const bytes = found.original ?? (fileKey === null ? null : await deps.storage.get(fileKey))
  return bytes ? { name: fileName ?? `${title}.pdf`, type: types[format], content: Readable.from([bytes]) } : undefined
}
