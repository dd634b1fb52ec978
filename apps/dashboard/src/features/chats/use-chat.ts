import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { applyRecent, type ChatView, mergeFetched, newerSummary, withOlder } from './chat-view.ts'
import { chatKey, type Inbox, useInbox } from './inbox-context.ts'

const chatQuery = (inbox: Inbox, chatId: string, client: QueryClient) => ({
  queryKey: chatKey(inbox.workspaceId, chatId),
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ChatView> => {
    const { data } = await api.request('GET /api/v1/chats/:chatId', { params: { chatId }, signal })
    const old = client.getQueryData<ChatView>(chatKey(inbox.workspaceId, chatId))
    const view = applyRecent(mergeFetched(old, data), inbox.recent())
    // Should there still be a gap, the next event asks again; asking at once could go in circles.
    return { ...view, hasGap: false }
  },
})

/** The open chat, kept up to date by the live stream. */
export function useChat(chatId: string) {
  const inbox = useInbox()
  const client = useQueryClient()
  const query = useQuery({
    ...chatQuery(inbox, chatId, client),
    staleTime: 0,
    refetchOnMount: 'always',
    // Views are replaced as a whole, many times a second while an answer is written.
    structuralSharing: false,
  })
  const changed = inbox.live.get(chatId)
  const view = useMemo(
    () => query.data && { ...query.data, chat: changed ? newerSummary(query.data.chat, changed) : query.data.chat },
    [query.data, changed],
  )
  useMarkRead(view)
  return { ...query, view }
}

export function useOlderMessages(chatId: string) {
  const { workspaceId } = useInbox()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (cursor: string) =>
      api.request('GET /api/v1/chats/:chatId/messages', { params: { chatId }, query: { cursor } }),
    onSuccess: ({ data, metadata }) => {
      client.setQueryData<ChatView>(
        chatKey(workspaceId, chatId),
        (view) => view && withOlder(view, data, metadata.nextCursor ?? null),
      )
    },
  })
}

/** Tells the server what has been seen, once per message, while somebody looks at the page. */
function useMarkRead(view: ChatView | undefined) {
  const { putChat } = useInbox()
  const isVisible = usePageVisible()
  const told = useRef('')
  const chat = view?.chat
  const lastSeq = view?.messages.at(-1)?.seq ?? 0
  const mark = useCallback(async () => {
    if (!chat || chat.unreadCount === 0 || !isVisible) return
    const telling = `${chat.id}:${lastSeq}`
    if (told.current === telling) return
    told.current = telling
    putChat({ ...chat, memberReadSeq: lastSeq, unreadCount: 0 })
    const params = { chatId: chat.id }
    await api.request('POST /api/v1/chats/:chatId/read', { params, body: { seq: lastSeq } }).catch(() => {
      told.current = ''
    })
  }, [chat, isVisible, lastSeq, putChat])
  useEffect(() => void mark(), [mark])
}

function usePageVisible() {
  const [isVisible, setVisible] = useState(document.visibilityState === 'visible')
  useEffect(() => {
    const update = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', update)
    return () => document.removeEventListener('visibilitychange', update)
  }, [])
  return isVisible
}
