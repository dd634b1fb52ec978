import { Burger } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { Brand } from '../components/Brand.tsx'
import { InboxProvider } from '../features/chats/InboxProvider.tsx'
import { activeWorkspace } from '../lib/api.ts'
import { meQuery, pickWorkspace, type Session, SessionProvider } from '../lib/session.tsx'
import { createStored } from '../lib/stored.ts'
import { useText } from '../lib/text.ts'
import classes from './AppFrame.module.css'
import { Navigation } from './Navigation.tsx'
import { PendingPage } from './PendingPage.tsx'
import { shellText } from './shell.text.ts'

const NoWorkspacePage = lazy(async () => ({
  default: (await import('../features/workspaces/NoWorkspacePage.tsx')).NoWorkspacePage,
}))

const widthChoice = createStored<'wide' | 'narrow' | 'auto'>('minichat.navigation', () => 'auto')

/** Navigation around every page behind the sign-in, and the live inbox of the workspace. */
export function AppFrame() {
  const text = useText(shellText)
  const session = useChosenSession()
  const [opened, { toggle, close }] = useDisclosure(false)
  const isPhone = useMediaQuery('(max-width: 49.99em)', undefined, { getInitialValueInEffect: false })
  const isRoomy = useMediaQuery('(min-width: 85em)', undefined, { getInitialValueInEffect: false })
  const choice = widthChoice.use()
  // On a phone an open chat has a header of its own, with the way back.
  const { chatId } = useParams({ strict: false })
  const narrow = !isPhone && (choice === 'auto' ? !isRoomy : choice === 'narrow')

  useEffect(() => {
    if (!opened) return
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close()
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [opened, close])

  if (!session)
    return (
      <Suspense fallback={<PendingPage />}>
        <NoWorkspacePage />
      </Suspense>
    )

  return (
    <SessionProvider value={session}>
      <InboxProvider key={session.workspace.id} workspaceId={session.workspace.id}>
        <a className={classes.skip} href="#content">
          {text.skipToContent}
        </a>
        <div className={classes.frame} data-narrow={narrow || undefined} data-chat={chatId ? true : undefined}>
          <header className={classes.header}>
            <Burger
              opened={opened}
              onClick={toggle}
              size="sm"
              className={classes.burger}
              aria-label={opened ? text.closeNavigation : text.openNavigation}
              aria-expanded={opened}
            />
            <Brand />
          </header>
          <nav
            className={classes.navbar}
            data-opened={opened || undefined}
            inert={isPhone && !opened}
            aria-label={text.mainNavigation}
          >
            <Navigation
              narrow={narrow}
              onNavigate={close}
              onToggleWidth={isPhone ? null : () => widthChoice.set(narrow ? 'wide' : 'narrow')}
            />
          </nav>
          <main id="content" tabIndex={-1} className={classes.main}>
            <Outlet />
          </main>
        </div>
      </InboxProvider>
    </SessionProvider>
  )
}

function useChosenSession(): Session | null {
  const { data: me } = useQuery(meQuery)
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
