import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { createMask } from './mask.ts'

export type { Logger }

/** Without what PostgreSQL quotes from the row that it refused: people's words. */
function describeError(error: Error): Record<string, unknown> {
  const { detail: _, where: __, aggregateErrors, ...rest } = stdSerializers.err(error)
  const parts: unknown = (error as Partial<AggregateError>).errors
  return aggregateErrors && Array.isArray(parts) ? { ...rest, aggregateErrors: parts.map(describeError) } : rest
}

/**
 * JSON lines. Each is looked through for secrets when it is whole, so that none gets by inside a message, a stack, or the
 * cause of an error.
 * @param secrets this installation's own, masked wherever they stand.
 */
export const createLog = (level: string, secrets: readonly string[] = [], destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      hooks: { streamWrite: createMask(secrets) },
    },
    ...(destination ? [destination] : []),
  )
