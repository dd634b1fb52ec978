import type { Me } from '@minichat/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { activeWorkspace } from '../lib/api.ts'
import { setOwnZone } from '../lib/own-clock.ts'
import { MeProvider, meQuery, pickWorkspace, type Session } from '../lib/session.tsx'
import { PendingPage } from './PendingPage.tsx'
import { WorkspaceFrame } from './WorkspaceFrame.tsx'

const BareFrame = lazy(async () => ({ default: (await import('./BareFrame.tsx')).BareFrame }))

/** Around every page behind the sign-in. */
export function AppFrame() {
  const { data: me } = useQuery(meQuery)
  const session = useChosenSession(me)
  // Before anything below tells a time.
  setOwnZone(me?.user.timeZone ?? null)
  if (!me) return <PendingPage />
  return (
    <MeProvider value={me}>
      {session ? (
        <WorkspaceFrame session={session} />
      ) : (
        <Suspense fallback={<PendingPage />}>
          <BareFrame />
        </Suspense>
      )}
    </MeProvider>
  )
}

function useChosenSession(me: Me | undefined): Session | null {
  const activeId = activeWorkspace.use()
  const navigate = useNavigate()
  const workspace = me && pickWorkspace(me, activeId)
  // Before the first call of a page below, which would otherwise name a workspace of somebody else.
  if (workspace && workspace.id !== activeId) activeWorkspace.set(workspace.id)
  return useMemo(() => {
    if (!me || !workspace) return null
    const switchWorkspace = (id: string) => {
      activeWorkspace.set(id)
      void navigate({ to: '/chats' })
    }
    return { me, workspace, switchWorkspace }
  }, [me, workspace, navigate])
}
