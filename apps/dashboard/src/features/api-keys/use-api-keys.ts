import type { ApiKey } from '@minichat/contracts'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

export function useApiKeys() {
  const { workspace } = useSession()
  const query = useInfiniteQuery({
    queryKey: [workspace.id, 'api-keys'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/api-keys', { signal })).data,
    initialPageParam: null,
    getNextPageParam: () => null,
  })
  return { query, keys: query.data?.pages.flatMap((page): ApiKey[] => page) }
}

/** After a change: what was fetched is out of date. */
export function useRefreshKeys() {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: [workspace.id, 'api-keys'] })
}
