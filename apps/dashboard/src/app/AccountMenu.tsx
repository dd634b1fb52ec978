import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { menuOnDemand } from '../components/menu-on-demand.tsx'
import { initialOf } from '../lib/initial-of.ts'
import { useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import classes from './Navigation.module.css'
import { shellText } from './shell.text.ts'

const LazyMenu = menuOnDemand(async () => ({ OpenedMenu: (await import('./AccountMenuItems.tsx')).AccountMenuItems }))

export function AccountMenu({ narrow, onNavigate }: { narrow: boolean; onNavigate: () => void }) {
  const text = useText(shellText)
  const { me } = useSession()
  return (
    <LazyMenu
      onNavigate={onNavigate}
      button={
        <UnstyledButton className={classes.menuButton} data-narrow={narrow || undefined}>
          <span className={classes.letter} data-round aria-hidden>
            {initialOf(me.user.name)}
          </span>
          <VisuallyHidden>
            {text.account} {narrow && me.user.name}
          </VisuallyHidden>
          {!narrow && (
            <span className={classes.names}>
              <Text span truncate display="block" size="sm" fw={500}>
                {me.user.name}
              </Text>
              <Text span truncate display="block" size="xs" c="dimmed">
                {me.user.email}
              </Text>
            </span>
          )}
        </UnstyledButton>
      }
    />
  )
}
