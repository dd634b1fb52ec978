import { ApiError } from '@minichat/client'
import { useCallback, useSyncExternalStore } from 'react'
import { api, newKey } from '../../lib/api.ts'
import { noticeSignedOut, queryClient } from '../../lib/query-client.ts'
import { sessionStore } from '../../lib/stored.ts'
import { unsent } from '../../lib/unsent.ts'
import { type ChatView, withMessage } from './chat-view.ts'
import { useInbox } from './inbox-context.ts'
import { chatKey } from './inbox-keys.ts'
import { createOutbox } from './outbox-store.ts'

const outbox = createOutbox({
  storage: sessionStore,
  async post({ clientMessageId, workspaceId, chatId, text, seenSeq }) {
    const body = { clientMessageId, text, ...(seenSeq !== null && { unlessRepliedAfter: seenSeq }) }
    const { data } = await api.request('POST /api/v1/chats/:chatId/messages', { params: { chatId }, body })
    queryClient.setQueryData<ChatView>(chatKey(workspaceId, chatId), (view) => view && withMessage(view, data))
  },
  problemOf(error) {
    noticeSignedOut(error)
    return error instanceof ApiError ? error.code : 'INTERNAL_ERROR'
  },
})

unsent.onForgotten(outbox.clear)

/** Replies of this tab that are not stored yet, and how to send them. They outlive leaving the chat. */
export function useOutbox() {
  const { workspaceId } = useInbox()
  const items = useSyncExternalStore(outbox.subscribe, outbox.items)
  // Does not change with the items: whoever calls it when something changes would call it in a circle.
  const retryAll = useCallback(() => outbox.retryAll(workspaceId), [workspaceId])
  return {
    waitingIn: (chatId: string) => items.filter((item) => item.chatId === chatId),
    /** @param seenSeq what its author has seen of the chat */
    send(chatId: string, text: string, seenSeq: number) {
      const createdAt = new Date().toISOString()
      const clientMessageId = newKey()
      outbox.send({ clientMessageId, workspaceId, chatId, text, createdAt, status: 'sending', problem: null, seenSeq })
    },
    retry: outbox.retry,
    retryAll,
    insist: outbox.insist,
    discard: outbox.discard,
  }
}
