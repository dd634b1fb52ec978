import type { MultipartFile } from '@fastify/multipart'
import { uploadDocument } from '@minichat/contracts'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors.ts'

export type Upload = { title: string; url: string | null; name: string; bytes: Buffer }

type Parts = { fields: Record<string, string>; file: { name: string; bytes: Buffer } | undefined }

/** Reads an uploaded file with its fields. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const { fields, file } = await readParts(request)
  if (!file) throw refused('file', 'required', 'Send the file as the part `file`.')
  const checked = uploadDocument.body.safeParse(fields)
  if (!checked.success) {
    const details = checked.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
    throw new AppError('VALIDATION_ERROR', { details })
  }
  const name = bareName(file.name)
  return { title: checked.data.title || titleFrom(name), url: checked.data.url ?? null, name, bytes: file.bytes }
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

/** The name without folder, as browsers and systems write them, and without what would turn or break a line. */
function bareName(fileName: string): string {
  const bare = (fileName.split(/[\\/]/).at(-1) ?? '').toWellFormed()
  // Control characters, and those that turn the direction of what follows.
  const clean = bare.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
  return clean.slice(-200).replace(/^\p{M}+/u, '') || 'document'
}

const titleFrom = (name: string) => name.replace(/\.[a-z0-9]{1,8}$/i, '').trim() || 'Document'

const refused = (path: string, code: string, message: string) =>
  new AppError('VALIDATION_ERROR', { details: [{ path, code, message }] })
