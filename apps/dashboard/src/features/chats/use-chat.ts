import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../lib/api.ts'
import { applyRecent, type ChatView, mergeFetched, newerSummary, withOlder } from './chat-view.ts'
import { type Inbox, useInbox } from './inbox-context.ts'
import { chatKey } from './inbox-keys.ts'
import { useMarkRead } from './use-mark-read.ts'

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
  const { workspaceId, recent } = useInbox()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (cursor: string) =>
      api.request('GET /api/v1/chats/:chatId/messages', { params: { chatId }, query: { cursor } }),
    onSuccess: ({ data, metadata }) => {
      client.setQueryData<ChatView>(
        chatKey(workspaceId, chatId),
        (view) => view && withOlder(view, data, metadata.nextCursor ?? null, recent()),
      )
    },
  })
}
