import type { BaseLogger } from 'pino'

/** What this folder needs of a logger: any pino logger will do. */
export type Log = Pick<BaseLogger, 'debug' | 'info' | 'warn' | 'error'>
