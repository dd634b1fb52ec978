import { ApiError } from '@minichat/client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { api, newKey } from '../../lib/api.ts'
import { noticeSignedOut } from '../../lib/query-client.ts'
import { type ChatView, withMessage } from './chat-view.ts'
import { useInbox } from './inbox-context.ts'
import { chatKey } from './inbox-keys.ts'
import { applyOutboxChange, type OutboxChange, type OutboxItem, readOutbox } from './outbox.ts'

const key = 'minichat.outbox'
const listeners = new Set<() => void>()
let items = readOutbox(readSession())

function readSession(): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

function change(next: OutboxChange) {
  items = applyOutboxChange(items, next)
  try {
    sessionStorage.setItem(key, JSON.stringify(items))
  } catch {
    // Blocked or full: kept in memory.
  }
  for (const notify of listeners) notify()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Sends what could not be sent while the server was out of reach. */
const worthSendingAgain = ['OFFLINE', 'SERVICE_UNAVAILABLE', 'SHUTTING_DOWN']

/** Replies of this tab that are not stored yet, and how to send them. They outlive leaving the chat. */
export function useOutbox() {
  const { workspaceId } = useInbox()
  const client = useQueryClient()
  const all = useSyncExternalStore(subscribe, () => items)

  const attempt = useCallback(
    async ({ clientMessageId, chatId, text }: OutboxItem) => {
      try {
        const { data } = await api.request('POST /api/v1/chats/:chatId/messages', {
          params: { chatId },
          body: { clientMessageId, text },
        })
        client.setQueryData<ChatView>(chatKey(workspaceId, chatId), (view) => view && withMessage(view, data))
        change({ type: 'gone', clientMessageId })
      } catch (error) {
        noticeSignedOut(error)
        const problem = error instanceof ApiError ? error.code : 'INTERNAL_ERROR'
        change({ type: 'failed', clientMessageId, problem })
      }
    },
    [client, workspaceId],
  )

  const retry = useCallback(
    (item: OutboxItem) => {
      change({ type: 'retried', clientMessageId: item.clientMessageId })
      void attempt(item)
    },
    [attempt],
  )

  const retryAll = useCallback(() => {
    for (const item of items)
      if (
        item.workspaceId === workspaceId &&
        item.status === 'failed' &&
        worthSendingAgain.includes(item.problem ?? '')
      )
        retry(item)
  }, [retry, workspaceId])

  return {
    waitingIn: (chatId: string) => all.filter((item) => item.chatId === chatId),
    send(chatId: string, text: string) {
      const item: OutboxItem = {
        clientMessageId: newKey(),
        workspaceId,
        chatId,
        text,
        createdAt: new Date().toISOString(),
        status: 'sending',
        problem: null,
      }
      change({ type: 'queued', item })
      void attempt(item)
    },
    retry,
    retryAll,
    discard: (item: OutboxItem) => change({ type: 'gone', clientMessageId: item.clientMessageId }),
  }
}
