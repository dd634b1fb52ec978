import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useInbox } from './inbox-context.ts'

/** The members of the workspace, by name. */
export function useTeammates() {
  const { workspaceId } = useInbox()
  return useQuery({
    queryKey: [workspaceId, 'teammates'],
    queryFn: async ({ signal }) => {
      const { data } = await api.request('GET /api/v1/team/members', { query: { limit: 200 }, signal })
      return data.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name))
    },
    staleTime: 60_000,
  }).data
}
