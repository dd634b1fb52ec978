import type { Message } from '@minichat/contracts'
import { outboxName } from '../shared/storage-names.ts'
import { CallError } from './api.ts'
import type { Storage } from './storage.ts'
import type { Problem } from './view.ts'

export type Entry = { clientMessageId: string; text: string; createdAt: string }

type Options = {
  storage: Storage
  post: (entry: Entry) => Promise<Message>
  /** Resolves after the time, or sooner when something speaks for trying again. */
  pause: (ms: number) => Promise<void>
  onStored: (message: Message) => void
  onUnsent: (entry: Entry, problem: Problem) => void
}

/** Tries after the first one, over about 7 s, until the visitor is told. */
const retries = 3

/**
 * What the visitor has written and the server has not acknowledged, kept on the device. Sent in order, one at a time,
 * each with its own id for every try, so that the server stores it once.
 */
export function createOutbox({ storage, post, pause, onStored, onUnsent }: Options) {
  let waiting = restore(storage)
  let isRunning = false
  let failures = 0

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    for (let entry = waiting[0]; entry; entry = waiting[0]) {
      try {
        const message = await post(entry)
        failures = 0
        drop(entry)
        onStored(message)
      } catch (error) {
        const failure = error instanceof CallError ? error : new CallError('INTERNAL_ERROR', 500)
        if (!failure.isTransient) {
          drop(entry)
          onUnsent(entry, failure.problem)
        } else if (failure.problem === 'RATE_LIMITED') await pause(Math.min(failure.retryAfterMs ?? 5000, 60_000))
        else if (failures < retries) await pause(failure.retryAfterMs ?? 1000 * 2 ** failures++)
        else {
          // All of them wait for the first: order matters more than speed.
          for (const unsent of waiting) onUnsent(unsent, failure.problem)
          break
        }
      }
    }
    isRunning = false
  }

  function drop(entry: Entry): void {
    waiting = waiting.filter((other) => other !== entry)
    storage.remove(outboxName + entry.clientMessageId)
  }

  return {
    waiting: () => waiting,
    add: (entry: Entry) => {
      if (!waiting.some((other) => other.clientMessageId === entry.clientMessageId)) waiting = [...waiting, entry]
      storage.set(outboxName + entry.clientMessageId, JSON.stringify(entry))
    },
    /** Begins to send, or begins anew after giving up. */
    send: () => {
      failures = 0
      return run()
    },
  }
}

function restore(storage: Storage): Entry[] {
  const entries: Entry[] = []
  for (const name of storage.names(outboxName)) {
    try {
      entries.push(JSON.parse(storage.get(name) ?? '') as Entry)
    } catch {
      storage.remove(name)
    }
  }
  return entries.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
}

/** Without crypto.randomUUID, which pages on plain http do not have. */
export function newMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `m-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
