import type { Message } from '@minichat/contracts'
import { outboxName } from '../shared/storage-names.ts'
import { CallError } from './api.ts'
import type { Locks } from './locks.ts'
import type { Storage } from './storage.ts'
import type { Entry, Problem } from './view.ts'

type Options = {
  storage: Storage
  locks: Locks
  lifetime: AbortSignal
  post: (entry: Entry) => Promise<Message>
  /** Resolves after the time, or sooner when something speaks for trying again. */
  pause: (ms: number) => Promise<void>
  onStored: (message: Message) => void
  onUnsent: (entry: Entry, problem: Problem) => void
}

/** Tries after the first one, over about 7 s, until the visitor is told. */
const retries = 3

/**
 * What the visitor has written and the server has not acknowledged, kept on the device and shared by tabs. One tab sends
 * at a time, one message after the other, each with its own id for every try, so that the server stores it once.
 */
export function createOutbox({ storage, locks, lifetime, post, pause, onStored, onUnsent }: Options) {
  let isRunning = false
  let failures = 0
  const waiting = () => restore(storage)

  async function run(): Promise<void> {
    if (isRunning || waiting().length === 0) return
    isRunning = true
    await locks('send', lifetime, sendAll)
    isRunning = false
  }

  async function sendAll(lost: AbortSignal): Promise<void> {
    // Read anew each time: other tabs add to it.
    for (let entry = waiting()[0]; entry && !lost.aborted; entry = waiting()[0]) {
      try {
        const message = await post(entry)
        failures = 0
        drop(entry.clientMessageId)
        onStored(message)
      } catch (error) {
        const failure = error instanceof CallError ? error : new CallError('INTERNAL_ERROR', 500)
        if (lifetime.aborted) return
        if (!failure.isTransient) {
          drop(entry.clientMessageId)
          onUnsent(entry, failure.problem)
        } else if (failure.problem === 'RATE_LIMITED') await pause(Math.min(failure.retryAfterMs ?? 5000, 60_000))
        else if (failures < retries) await pause(failure.retryAfterMs ?? 1000 * 2 ** failures++)
        else {
          // All of them wait for the first: order matters more than speed.
          // Offline they simply wait, as the banner says.
          if (navigator.onLine) for (const unsent of waiting()) onUnsent(unsent, failure.problem)
          return
        }
      }
    }
  }

  function drop(clientMessageId: string): void {
    storage.remove(outboxName + clientMessageId)
  }

  return {
    waiting,
    /** @returns the entry with its place behind all that wait, in whichever tab. */
    add: (entry: Omit<Entry, 'place'>): Entry => {
      const placed = { ...entry, place: 1 + Math.max(0, ...waiting().map(({ place }) => place)) }
      storage.set(outboxName + entry.clientMessageId, JSON.stringify(placed))
      return placed
    },
    drop,
    clear: () => {
      for (const { clientMessageId } of waiting()) drop(clientMessageId)
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
      const entry = JSON.parse(storage.get(name) ?? '') as Entry
      entries.push({ ...entry, place: entry.place || 0 })
    } catch {
      storage.remove(name)
    }
  }
  return entries.sort((a, b) => a.place - b.place || (a.createdAt < b.createdAt ? -1 : 1))
}

/** Without crypto.randomUUID, which pages on plain http do not have. */
export function newMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `m-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
