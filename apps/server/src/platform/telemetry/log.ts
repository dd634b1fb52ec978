import { type Logger, pino, stdSerializers } from 'pino'

export type { Logger }

/** Names whose values never reach a log, wherever they stand up to two levels deep. */
const secretNames = [
  'password',
  'token',
  'apiKey',
  'secret',
  'secretKey',
  'authorization',
  'cookie',
  'pin',
  'cardNumber',
]

/** Without what PostgreSQL quotes from the row that it refused: people's words. */
function describeError(error: Error) {
  const { detail: _, where: __, ...rest } = stdSerializers.err(error)
  return rest
}

/** JSON lines; secrets masked by name. */
export const createLog = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    redact: {
      paths: secretNames
        .flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `headers["${name}"]`])
        .concat('req.headers["set-cookie"]'),
      censor: '[masked]',
    },
  })
