import { outboxKey } from '../../lib/unsent.ts'
import {
  applyOutboxChange,
  isSendingIn,
  type OutboxChange,
  type OutboxItem,
  passesByItself,
  readOutbox,
} from './outbox.ts'

/**
 * Replies that are not stored yet, and their sending: those of a chat one after the other, so that they arrive in the
 * order they were written.
 * @param post resolves when it is stored, rejects with whatever `problemOf` understands
 */
export function createOutbox(deps: {
  storage: Pick<Storage, 'getItem' | 'setItem'>
  post: (item: OutboxItem) => Promise<void>
  problemOf: (error: unknown) => string
}) {
  const key = outboxKey
  const listeners = new Set<() => void>()
  const busy = new Set<string>()
  let items = readOutbox(readStored())

  function readStored(): string | null {
    try {
      return deps.storage.getItem(key)
    } catch {
      return null
    }
  }

  function change(next: OutboxChange) {
    items = applyOutboxChange(items, next)
    try {
      deps.storage.setItem(key, JSON.stringify(items))
    } catch {
      // Blocked or full: kept in memory.
    }
    for (const notify of listeners) notify()
  }

  async function sendAll(chatId: string) {
    if (busy.has(chatId)) return
    busy.add(chatId)
    for (let item = items.find(isSendingIn(chatId)); item; item = items.find(isSendingIn(chatId))) await send(item)
    busy.delete(chatId)
  }

  async function send(item: OutboxItem) {
    const { clientMessageId, chatId } = item
    try {
      await deps.post(item)
      change({ type: 'gone', clientMessageId })
    } catch (error) {
      const problem = deps.problemOf(error)
      if (passesByItself(problem)) change({ type: 'held', chatId, problem })
      else if (problem === 'REPLIED_MEANWHILE') change({ type: 'asked', chatId })
      else change({ type: 'failed', clientMessageId, problem })
    }
  }

  /** What could not be sent before it goes first. */
  function retry({ clientMessageId, chatId }: OutboxItem) {
    change({ type: 'retried', clientMessageId })
    void sendAll(chatId)
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    items: () => items,
    send(item: OutboxItem) {
      change({ type: 'queued', item })
      retry(item)
    },
    retry,
    /** Sends what could not be sent while the server was out of reach. */
    retryAll(workspaceId: string) {
      for (const item of items)
        if (item.workspaceId === workspaceId && item.status === 'failed' && passesByItself(item.problem)) retry(item)
    },
    /** Sends what was held back because somebody else had replied. */
    insist(chatId: string) {
      change({ type: 'insisted', chatId })
      void sendAll(chatId)
    },
    /** Their author has signed out. */
    clear: () => change({ type: 'cleared' }),
    discard: ({ clientMessageId }: OutboxItem) => change({ type: 'gone', clientMessageId }),
  }
}
