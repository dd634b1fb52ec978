import { type ErrorCode, type ErrorDetail, errorCatalogue } from '@minichat/contracts'

/**
 * Something a caller can act on, from the catalogue of contracts. Anything else that is thrown is a bug and is shown as
 * INTERNAL_ERROR with the request id.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: ErrorDetail[]
  /** Sent as Retry-After. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    more: { message?: string; details?: ErrorDetail[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(more.message ?? errorCatalogue[code].message, { cause: more.cause })
    this.name = 'AppError'
    this.code = code
    this.status = errorCatalogue[code].status
    this.details = more.details ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}
