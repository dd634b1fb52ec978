import { Worker } from 'node:worker_threads'
import type { WorkerInput, WorkerOutput } from './document-worker.ts'

/** `maxMemoryMb` holds twice: for the heap, and for the bytes outside of it that a small file can unpack to. */
export type ReadLimits = { timeoutMs: number; maxMemoryMb: number }

export const defaultReadLimits: ReadLimits = { timeoutMs: 60_000, maxMemoryMb: 384 }

const lookEveryMs = 100

const tooMuch = { problem: 'This file is too large or too complex to be read. Split it up, or save it again.' }

/**
 * Reads and cuts a document off the main thread, within limits of time and memory.
 * @returns what was read, or a problem in plain words when the document is at fault.
 * @throws when the signal is aborted.
 */
export function readDocument(
  input: WorkerInput,
  { timeoutMs, maxMemoryMb }: ReadLimits = defaultReadLimits,
  signal?: AbortSignal,
): Promise<WorkerOutput> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const worker = new Worker(new URL('./document-worker.ts', import.meta.url), {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
      // PDF libraries write warnings there.
      stdout: true,
      stderr: true,
    })
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      clearInterval(looking)
      signal?.removeEventListener('abort', abort)
      settle()
      void worker.terminate()
    }
    const abort = () => finish(() => reject(signal?.reason))
    const timer = setTimeout(() => finish(() => resolve(tooMuch)), timeoutMs)
    const looking = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ external_memory: bytes }) => bytes > maxMemoryMb * 1024 * 1024 && finish(() => resolve(tooMuch)),
        () => {},
      )
    }, lookEveryMs)
    signal?.addEventListener('abort', abort)
    worker.once('message', (output: WorkerOutput) => finish(() => resolve(output)))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      finish(() =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' || input.format === 'pdf' ? resolve(tooMuch) : reject(error),
      ),
    )
    worker.once('exit', () => finish(() => resolve(tooMuch)))
  })
}
