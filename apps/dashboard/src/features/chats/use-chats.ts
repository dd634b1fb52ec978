import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../lib/api.ts'
import { type ChatFilter, visibleChats } from './chat-list.ts'
import { useInbox } from './inbox-context.ts'
import { chatsKey } from './inbox-keys.ts'

/** The list of chats: fetched by pages, kept up to date by the live stream. */
export function useChats(filter: ChatFilter) {
  const { workspaceId, live, noticeFetched } = useInbox()
  const query = useInfiniteQuery({
    queryKey: [...chatsKey(workspaceId), filter],
    queryFn: async ({ pageParam, signal }) => {
      const { data, metadata } = await api.request('GET /api/v1/chats', {
        query: { status: filter, cursor: pageParam ?? undefined },
        signal,
      })
      noticeFetched(data)
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
