import { AppError } from '../errors.ts'

/** @throws AppError SERVICE_UNAVAILABLE for all that a storage throws, but bugs of ours. */
export async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TypeError) throw error
    throw new AppError('SERVICE_UNAVAILABLE', { cause: error, retryAfterSeconds: 10 })
  }
}
