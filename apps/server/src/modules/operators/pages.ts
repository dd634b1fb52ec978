import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { page } from '../../platform/http/route.ts'

/** Lists of operators go by id, which rises with time: the cursor is the last one shown. */
export const beforeIdOf = (cursor: string | undefined) => (cursor === undefined ? null : decodeCursor(cursor).id)

/** @param found one more than asked for, where there is more. */
export function pageOf<T extends { id: string; createdAt: string }>(found: T[], limit: number) {
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return page(shown, last ? encodeCursor({ at: last.createdAt, id: last.id }) : null)
}
