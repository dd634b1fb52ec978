import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { visibleChats } from './chat-list.ts'
import { useInbox } from './inbox-context.ts'
import { chatsKey, countsKey, labelsKey } from './inbox-keys.ts'
import { filterOf, type InboxSearch, isAmong } from './inbox-search.ts'

/** The list of chats: fetched by pages, kept up to date by the live stream. */
export function useChats(search: InboxSearch) {
  const { workspaceId, live, noticeFetched } = useInbox()
  const { me } = useSession()
  const query = useInfiniteQuery({
    queryKey: [...chatsKey(workspaceId), search],
    queryFn: async ({ pageParam, signal }) => {
      const { data, metadata } = await api.request('GET /api/v1/chats', {
        query: { ...filterOf(search), cursor: pageParam ?? undefined },
        signal,
      })
      noticeFetched(data)
      return { chats: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const { data, hasNextPage } = query
  // The address is read anew with each change of it.
  const key = JSON.stringify(search)
  const chats = useMemo(() => {
    const filter = filterOf(JSON.parse(key))
    return (
      data &&
      visibleChats(
        data.pages.flatMap((page) => page.chats),
        live,
        (chat) => isAmong(chat, filter, me.user.id),
        hasNextPage,
      )
    )
  }, [data, live, key, me.user.id, hasNextPage])
  return { ...query, chats }
}

/** How many chats there are in each part of the inbox; the live stream tells when that changes. */
export function useInboxCounts() {
  const { workspaceId } = useInbox()
  return useQuery({
    queryKey: countsKey(workspaceId),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/inbox/counts', { signal })).data,
  }).data
}

/** The labels that chats of the workspace can have. */
export function useLabels() {
  const { workspaceId } = useInbox()
  return useQuery({
    queryKey: labelsKey(workspaceId),
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/labels', { signal })).data,
    staleTime: 60_000,
  }).data
}
