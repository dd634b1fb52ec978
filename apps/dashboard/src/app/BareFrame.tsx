import { Anchor } from '@mantine/core'
import { Link, Outlet } from '@tanstack/react-router'
import { Brand } from '../components/Brand.tsx'
import { NoWorkspacePage } from '../features/workspaces/NoWorkspacePage.tsx'
import { useText } from '../lib/text.ts'
import classes from './BareFrame.module.css'
import { shellText } from './shell.text.ts'
import { useShownPath } from './use-shown-path.ts'

/** For who is in no workspace: their account, and else how they get into one. */
export function BareFrame() {
  const text = useText(shellText)
  const path = useShownPath()
  if (!/^\/account(\/|$)/.test(path)) return <NoWorkspacePage />
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <Brand />
        <Anchor renderRoot={(props) => <Link to="/workspaces" {...props} />}>{text.allWorkspaces}</Anchor>
      </header>
      <main id="content">
        <Outlet />
      </main>
    </div>
  )
}
