import { AppError } from '../errors.ts'
import { isId } from '../ids.ts'

/** A place in a list ordered by a time and an id, newest first. Opaque to callers. */
export const encodeCursor = ({ at, id }: { at: Date | string; id: string }) =>
  Buffer.from(`${typeof at === 'string' ? at : at.toISOString()} ${id}`).toString('base64url')

/** Only as we write it: JavaScript takes more for a time than PostgreSQL does. */
function isTime(text: string): boolean {
  const ms = /^[1-9]\d{3}-/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text
}

/** @throws AppError VALIDATION_ERROR for what is no cursor of ours. */
export function decodeCursor(cursor: string): { at: string; id: string } {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (at && isId(id) && isTime(at)) return { at, id }
  throw new AppError('VALIDATION_ERROR', {
    details: [{ path: 'cursor', code: 'invalid', message: 'Not a cursor of this list.' }],
  })
}
