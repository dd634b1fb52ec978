/** The database could not be reached or broke the connection. Worth trying again; another layer answers 503. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
  /** The connection broke while a commit was under way: the change may or may not have been made. */
  readonly outcomeUnknown: boolean

  constructor(cause: unknown, outcomeUnknown = false) {
    const why = cause instanceof Error ? cause.message : String(cause)
    super(
      outcomeUnknown ? `It is not known whether the commit was made: ${why}` : `The database is unavailable: ${why}`,
      {
        cause,
      },
    )
    this.outcomeUnknown = outcomeUnknown
  }
}

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EACCES',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/** Shutdowns (57P01-57P03), a dropped database (57P04), idle limits, no room (all of class 53); all of class 08. */
const serverCodes = new Set(['57P01', '57P02', '57P03', '57P04', '57P05', '25P03'])

/** The driver and its pool have no codes for these. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|timeout expired|Client was closed|Client has encountered a connection error|The server does not support|Cannot use a pool after calling end)/

/** Whether an error of the driver (never one of the caller's own code) means that there is no database to talk to. */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') return systemCodes.has(code) || serverCodes.has(code) || /^(08|53)...$/.test(code)
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isConnectionFailure)
  return driverMessages.test(error.message)
}

export function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Whether a row was refused because another one has the same value where each must be the only one. */
export const isUniqueViolation = (error: unknown) => sqlState(error) === '23505'
