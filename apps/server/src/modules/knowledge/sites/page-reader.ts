import { Worker } from 'node:worker_threads'
import type { PageInput, PageOutcome } from './read-page.ts'

export type PageReader = {
  /** @throws when the signal is aborted. */
  read(input: PageInput, signal?: AbortSignal): Promise<PageOutcome>
  close(): void
}

const unreadable: PageOutcome = { problem: 'unreadable', links: [] }

/**
 * Reads pages off the main thread, within limits of time and memory for each. The thread is kept for the next page, and
 * replaced when one was too much for it.
 */
export function createPageReader({ timeoutMs = 15_000, maxMemoryMb = 192 } = {}): PageReader {
  let worker: Worker | null = null

  function start(): Worker {
    const started = new Worker(new URL('./page-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
      stdout: true,
      stderr: true,
    })
    started.on('error', () => {})
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    // A server that stops does not wait for a page.
    started.unref()
    return started
  }
  function close() {
    void worker?.terminate()
    worker = null
  }

  function read(input: PageInput, signal?: AbortSignal): Promise<PageOutcome> {
    signal?.throwIfAborted()
    worker ??= start()
    const current = worker
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void, isOver: boolean) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        current.removeAllListeners('message')
        current.off('exit', onExit)
        if (isOver) close()
        settle()
      }
      const onExit = () => finish(() => resolve(unreadable), true)
      const onAbort = () => finish(() => reject(signal?.reason), true)
      const timer = setTimeout(onExit, timeoutMs)
      signal?.addEventListener('abort', onAbort)
      current.once('exit', onExit)
      current.once('message', (outcome: PageOutcome) => finish(() => resolve(outcome), false))
      current.postMessage(input)
    })
  }
  return { read, close }
}
