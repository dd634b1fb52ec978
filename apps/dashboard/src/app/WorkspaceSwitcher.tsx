import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { menuOnDemand } from '../components/menu-on-demand.tsx'
import { initialOf } from '../lib/initial-of.ts'
import { useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import classes from './Navigation.module.css'
import { shellText } from './shell.text.ts'

const LazyMenu = menuOnDemand(async () => ({ OpenedMenu: (await import('./WorkspaceItems.tsx')).WorkspaceItems }))

export function WorkspaceSwitcher({ narrow, onSwitch }: { narrow: boolean; onSwitch: () => void }) {
  const text = useText(shellText)
  const { workspace } = useSession()
  return (
    <LazyMenu
      narrow={narrow}
      onSwitch={onSwitch}
      button={
        <UnstyledButton className={classes.menuButton} data-framed data-narrow={narrow || undefined}>
          <span className={classes.letter} aria-hidden>
            {initialOf(workspace.name)}
          </span>
          <VisuallyHidden>
            {text.workspace} {narrow && workspace.name}
          </VisuallyHidden>
          {!narrow && (
            <>
              <span className={classes.names}>
                <Text span truncate display="block" size="sm" fw={550}>
                  {workspace.name}
                </Text>
                {workspace.isSample && (
                  <Text span display="block" size="xs" c="dimmed">
                    {text.sample}
                  </Text>
                )}
              </span>
              <IconSelector size={16} aria-hidden style={{ flex: 'none' }} />
            </>
          )}
        </UnstyledButton>
      }
    />
  )
}
