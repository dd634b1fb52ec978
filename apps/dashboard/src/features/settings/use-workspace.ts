import type { Workspace } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { meQuery, useSession } from '../../lib/session.tsx'

export type ResponderChange = {
  kind: Workspace['responder']['kind']
  baseUrl?: string
  model?: string
  instructions?: string
  /** Left out: as it was. null: removed. */
  apiKey?: string | null
}

export function useWorkspace() {
  const { workspace } = useSession()
  return useQuery({
    queryKey: [workspace.id, 'workspace'],
    queryFn: async ({ signal }) => (await api.request('GET /api/v1/workspace', { signal })).data,
  })
}

export function useSaveWorkspace() {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: { name?: string; responder?: ResponderChange }) =>
      (await api.request('PATCH /api/v1/workspace', { body })).data,
    onSuccess: (saved) => {
      queryClient.setQueryData([workspace.id, 'workspace'], saved)
      void queryClient.invalidateQueries(meQuery)
    },
  })
}
