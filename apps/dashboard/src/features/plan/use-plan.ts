import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

const minuteMs = 60_000

export function usePlan() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'plan'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/plan', { signal })).data,
    staleTime: minuteMs,
    refetchInterval: 5 * minuteMs,
  })
}
