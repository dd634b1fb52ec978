import { AppError } from '../../platform/errors.ts'

/** Behind the milliseconds stand so many bits of the event's id: more than events of one millisecond need. */
const idBits = 22n

/** The number of the first message that may be from this moment. */
export const numberAt = (time: string): bigint => BigInt(Date.parse(time)) << idBits

export const lastNumber = 2n ** 63n - 1n

/** In SQL: of a message `m` and the event `e` that created it. */
export const numberOfMessage = `
  ((extract(epoch from date_trunc('milliseconds', m.created_at)) * 1000)::bigint << ${idBits}) | (e.id & ${2n ** idBits - 1n})`

/** @throws AppError VALIDATION_ERROR for what is no cursor of ours. */
export function numberOfCursor(cursor: string): bigint {
  const number = /^\d{1,19}$/.test(cursor) ? BigInt(cursor) : -1n
  if (number >= 0n && number <= lastNumber) return number
  throw new AppError('VALIDATION_ERROR', {
    details: [{ path: 'cursor', code: 'invalid', message: 'Not a cursor of this list.' }],
  })
}
