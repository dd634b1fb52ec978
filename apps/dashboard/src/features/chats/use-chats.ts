import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../lib/api.ts'
import { type ChatFilter, visibleChats } from './chat-list.ts'
import { chatsKey, useInbox } from './inbox-context.ts'

/** The list of chats: fetched by pages, kept up to date by the live stream. */
export function useChats(filter: ChatFilter) {
  const { workspaceId, live } = useInbox()
  const query = useInfiniteQuery({
    queryKey: [...chatsKey(workspaceId), filter],
    queryFn: async ({ pageParam, signal }) => {
      const { data, metadata } = await api.request('GET /api/v1/chats', {
        query: { status: filter, cursor: pageParam ?? undefined },
        signal,
      })
      return { chats: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const { data, hasNextPage } = query
  const chats = useMemo(
    () =>
      data &&
      visibleChats(
        data.pages.flatMap((page) => page.chats),
        live,
        filter,
        hasNextPage,
      ),
    [data, live, filter, hasNextPage],
  )
  return { ...query, chats }
}
