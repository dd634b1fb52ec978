import type { Found, SearchKind } from '@minichat/contracts'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { momentOf } from '../../lib/days.ts'
import { useSession } from '../../lib/session.tsx'
import type { SearchFilter } from './search-filter.ts'

/** All that is found, page by page. */
export function useSearchPages(filter: SearchFilter) {
  const { workspace } = useSession()
  const kind = filter.kind ?? 'messages'
  const query = useInfiniteQuery({
    queryKey: [workspace.id, 'search', filter],
    queryFn: async ({ pageParam, signal }) => {
      const { data, metadata } = await api.request('GET /api/v1/search', {
        query: {
          q: filter.q ?? '',
          kind,
          cursor: pageParam ?? undefined,
          ...(kind === 'messages' ? sentFilter(filter) : {}),
        },
        signal,
      })
      return { items: data, nextCursor: metadata.nextCursor ?? null }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: Boolean(filter.q),
  })
  return { query, found: query.data?.pages.flatMap((page): Found[] => page.items) }
}

const sentFilter = ({ from, until, widget, label, author, member, provider }: SearchFilter) => ({
  from: momentOf(from),
  until: momentOf(until, 1),
  widgetId: widget,
  labelId: label,
  authorKind: author,
  memberId: member,
  provider,
})

const fewAtOnce = 5
/** One letter finds everything. */
export const searchedFrom = 2

/** The first few of a kind, while somebody is still writing. */
export function useFewFound(q: string, kind: SearchKind) {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'search', 'few', kind, q],
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/search', { query: { q, kind, limit: fewAtOnce, unfinished: 'true' }, signal }))
        .data,
    enabled: q.length >= searchedFrom,
    placeholderData: keepPreviousData,
  })
}
