import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { meQuery, useSession } from '../../lib/session.tsx'
import { useWorkspaceQuery } from '../../lib/workspace-queries.ts'

export const useWorkspace = () => useQuery(useWorkspaceQuery())

export function useSaveWorkspace() {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: { name?: string; timeZone?: string; aiPaused?: boolean }) =>
      (await api.request('PATCH /api/v1/workspace', { body })).data,
    onSuccess: (saved, { timeZone }) => {
      // All that is told by days is told anew.
      if (timeZone) void queryClient.invalidateQueries({ queryKey: [workspace.id] })
      queryClient.setQueryData([workspace.id, 'workspace'], saved)
      void queryClient.invalidateQueries(meQuery)
    },
  })
}
