import { Burger } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { Outlet, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { Brand } from '../components/Brand.tsx'
import { InboxProvider } from '../features/chats/InboxProvider.tsx'
import { PaletteKey } from '../features/search/PaletteKey.tsx'
import { type Session, SessionProvider } from '../lib/session.tsx'
import { createStored } from '../lib/stored.ts'
import { useText } from '../lib/text.ts'
import classes from './AppFrame.module.css'
import { Navigation } from './Navigation.tsx'
import { PendingPage } from './PendingPage.tsx'
import { shellText } from './shell.text.ts'
import { useShownPath } from './use-shown-path.ts'

const SecondFactorNeeded = lazy(async () => ({
  default: (await import('../features/account/SecondFactorNeeded.tsx')).SecondFactorNeeded,
}))

const widthChoice = createStored<'wide' | 'narrow' | 'auto'>('minichat.navigation', () => 'auto')

/** Pages that are not of the workspace: open to who may do nothing in it yet. */
const isOutside = (path: string) => /^\/(account|workspaces|operator)(\/|$)/.test(path)

/** Navigation around every page of a workspace, and its live inbox. */
export function WorkspaceFrame({ session }: { session: Session }) {
  const text = useText(shellText)
  const { id, needsSecondFactor } = session.workspace
  const path = useShownPath()
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

  const page = needsSecondFactor && !isOutside(path) ? <SecondFactorNeeded of="workspace" /> : <Outlet />
  return (
    <SessionProvider value={session}>
      <InboxProvider key={id} workspaceId={id} isOff={needsSecondFactor}>
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
            <Suspense fallback={<PendingPage />}>{page}</Suspense>
          </main>
        </div>
        {!needsSecondFactor && <PaletteKey />}
      </InboxProvider>
    </SessionProvider>
  )
}
