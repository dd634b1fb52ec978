import type { MultipartFile } from '@fastify/multipart'
import { limits, uploadDocument } from '@minichat/contracts'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import { recogniseFile } from './document-kind.ts'
import type { NewDocument } from './documents.store.ts'

type Parts = { fields: Record<string, string>; file: { name: string; bytes: Buffer } | undefined }

/** Reads an uploaded file with its fields; the type is what the bytes say. */
export async function readUpload(request: FastifyRequest): Promise<NewDocument> {
  const { fields, file } = await readParts(request)
  if (!file) throw refused('file', 'required', 'Send the file as the part `file`.')
  const checked = uploadDocument.body.safeParse(fields)
  if (!checked.success) {
    const details = checked.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
    throw new AppError('VALIDATION_ERROR', { details })
  }
  const recognised = recogniseFile(file.bytes, file.name)
  if (!recognised) throw new AppError(file.bytes.length === 0 ? 'UNREADABLE_DOCUMENT' : 'UNSUPPORTED_DOCUMENT')
  const title = checked.data.title || titleFrom(file.name)
  const url = checked.data.url ?? null
  if (recognised.format === 'pdf') return { title, url, format: 'pdf', text: '', original: file.bytes }
  if (recognised.text === '') throw new AppError('UNREADABLE_DOCUMENT')
  if (recognised.text.length > limits.textDocumentMaxLength) throw new AppError('BODY_TOO_LARGE')
  return { title, url, format: recognised.format, text: recognised.text, original: null }
}

async function readParts(request: FastifyRequest): Promise<Parts> {
  const parts: Parts = { fields: {}, file: undefined }
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') await takeFile(part, parts)
      else if (/^\w+$/.test(part.fieldname)) parts.fields[part.fieldname] = String(part.value)
      else throw refused('', 'unrecognized_keys', 'The form has a field with a name that is not known.')
    }
  } catch (error) {
    // The parser gives a status to limits, and none to a body that is cut off or malformed.
    if (error instanceof AppError || (error as { statusCode?: number }).statusCode) throw error
    throw refused('file', 'invalid', 'The form is not complete. Send the file again.')
  }
  return parts
}

async function takeFile(part: MultipartFile, parts: Parts): Promise<void> {
  const bytes = await part.toBuffer()
  if (part.fieldname === 'file') parts.file = { name: part.filename ?? '', bytes }
}

/** The name without folder and ending, as browsers and systems write them. */
function titleFrom(fileName: string): string {
  const bare = fileName.split(/[\\/]/).at(-1) ?? ''
  const words = bare
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    // Control characters, and those that turn the direction of what follows.
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
  return words.slice(0, 200) || 'Document'
}

const refused = (path: string, code: string, message: string) =>
  new AppError('VALIDATION_ERROR', { details: [{ path, code, message }] })
