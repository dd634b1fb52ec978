import { AppError } from '../../platform/errors.ts'
import { ProviderFailed } from './types.ts'

/** For owners who try something out: the real reason. @throws AppError RESPONDER_FAILED, or what it was given. */
export function asAppError(error: unknown): never {
  if (error instanceof ProviderFailed) throw new AppError('RESPONDER_FAILED', { message: error.message, cause: error })
  throw error
}
