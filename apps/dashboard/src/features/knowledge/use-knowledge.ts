import type { KnowledgeDocument, KnowledgeEntry } from '@minichat/contracts'
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

const pollWhileIndexingMs = 2000

/** @param search words that the entries must contain; '' for all */
export function useEntries(search: string) {
  const { workspace } = useSession()
  const query = useInfiniteQuery({
    queryKey: [workspace.id, 'entries', search],
    queryFn: async ({ pageParam, signal }) => {
      const { data, metadata } = await api.request('GET /api/v1/knowledge/entries', {
        query: { search: search || undefined, cursor: pageParam ?? undefined },
        signal,
      })
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  return { query, entries: query.data?.pages.flatMap((page): KnowledgeEntry[] => page.items) }
}

export function useDocuments() {
  const { workspace } = useSession()
  const query = useInfiniteQuery({
    queryKey: [workspace.id, 'documents'],
    queryFn: async ({ pageParam, signal }) => {
      const { data, metadata } = await api.request('GET /api/v1/knowledge/documents', {
        query: { cursor: pageParam ?? undefined },
        signal,
      })
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(({ status }) => status === 'indexing' || status === 'scanning'))
        ? pollWhileIndexingMs
        : false,
  })
  return { query, documents: query.data?.pages.flatMap((page): KnowledgeDocument[] => page.items) }
}

/** After a change: what was fetched of entries or documents is out of date. */
export function useRefresh(kind: 'entries' | 'documents') {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: [workspace.id, kind] })
}
