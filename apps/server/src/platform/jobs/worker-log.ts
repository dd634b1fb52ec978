import { Logger as WorkerLogger } from 'graphile-worker'
import type { Logger } from '../telemetry/log.ts'

/** graphile-worker's messages in our log; its informational ones only at debug. */
export const createWorkerLog = (log: Logger) =>
  new WorkerLogger(() => (level, message, meta) => {
    const target = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug'
    log[target]({ worker: meta }, message)
  })
