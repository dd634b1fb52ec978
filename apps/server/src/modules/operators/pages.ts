import { decodeCursor } from '../../platform/http/cursor.ts'

/** Lists of operators go by id, which rises with time: the cursor is the last one shown. */
export const beforeIdOf = (cursor: string | undefined) => (cursor === undefined ? null : decodeCursor(cursor).id)

export const placeOf = ({ createdAt, id }: { createdAt: string; id: string }) => ({ at: createdAt, id })
