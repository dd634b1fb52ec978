import type { Workspace } from '@minichat/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { meQuery, useSession } from '../../lib/session.tsx'
import { useWorkspaceQuery } from '../../lib/workspace-queries.ts'

export type ResponderChange = {
  kind: Workspace['responder']['kind']
  baseUrl?: string
  model?: string
  instructions?: string
  /** Left out: as it was. null: removed. */
  apiKey?: string | null
}

export const useWorkspace = () => useQuery(useWorkspaceQuery())

export function useSaveWorkspace() {
  const { workspace } = useSession()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: { name?: string; aiPaused?: boolean; responder?: ResponderChange }) =>
      (await api.request('PATCH /api/v1/workspace', { body })).data,
    onSuccess: (saved) => {
      queryClient.setQueryData([workspace.id, 'workspace'], saved)
      void queryClient.invalidateQueries(meQuery)
    },
  })
}
