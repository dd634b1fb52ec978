import { Logger as WorkerLogger } from 'graphile-worker'
import type { Logger } from '../telemetry/log.ts'

/**
 * graphile-worker's messages in our log; its informational ones only at debug.
 * @param isExpected whether an error that a job ended with is none.
 */
export const createWorkerLog = (log: Logger, isExpected: (error: unknown) => boolean = () => false) =>
  new WorkerLogger(() => (level, message, meta) => {
    const isError = level === 'error' && !isExpected(meta?.error)
    const target = isError ? 'error' : level === 'warning' ? 'warn' : 'debug'
    log[target]({ worker: meta }, message)
  })
