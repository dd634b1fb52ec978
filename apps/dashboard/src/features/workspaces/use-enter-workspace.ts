import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { activeWorkspace } from '../../lib/api.ts'
import { meQuery } from '../../lib/session.tsx'

/** Goes into a workspace that one is in since a moment ago. */
export function useEnterWorkspace() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return async (workspaceId: string) => {
    await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
    activeWorkspace.set(workspaceId)
    await navigate({ to: '/chats' })
  }
}
