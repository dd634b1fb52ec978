import type { Me } from '@minichat/contracts'
import { useNavigate } from '@tanstack/react-router'
import { activeWorkspace } from '../../lib/api.ts'
import { forgetLinkToken } from '../../lib/link-token.ts'
import { enterSession } from '../../lib/session.tsx'

/** What follows once somebody is in: the workspace's chats. */
export function useJoined() {
  const navigate = useNavigate()
  return ({ workspaceId, me }: { workspaceId: string; me: Me }) => {
    forgetLinkToken('invitation')
    activeWorkspace.set(workspaceId)
    enterSession(me)
    void navigate({ to: '/chats' })
  }
}
