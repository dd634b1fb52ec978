import { encodeCursor } from './cursor.ts'
import { page } from './route.ts'

/**
 * A page of a list.
 * @param found one more than `limit` where there is another page.
 * @param placeOf where an item is in the list.
 */
export function pageOf<T>(found: T[], limit: number, placeOf: (item: T) => { at: string; id: string }) {
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return page(shown, last ? encodeCursor(placeOf(last)) : null)
}
