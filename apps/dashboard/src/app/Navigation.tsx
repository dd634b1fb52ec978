import { ActionIcon, Group, Stack } from '@mantine/core'
import {
  IconBook2,
  IconChartBar,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconMessageChatbot,
  IconMessages,
  IconSearch,
  IconServerCog,
  IconSettings,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Brand } from '../components/Brand.tsx'
import { useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { AccountMenu } from './AccountMenu.tsx'
import classes from './Navigation.module.css'
import { shellText } from './shell.text.ts'
import { WorkspaceSwitcher } from './WorkspaceSwitcher.tsx'

const pages = [
  { to: '/chats', name: 'chats', Icon: IconMessages },
  { to: '/search', name: 'search', Icon: IconSearch },
  { to: '/analytics', name: 'analytics', Icon: IconChartBar },
  { to: '/knowledge', name: 'knowledge', Icon: IconBook2 },
  { to: '/widget', name: 'widget', Icon: IconMessageChatbot },
  { to: '/settings', name: 'settings', Icon: IconSettings },
] as const

/** For who runs the server. */
const operatorPage = { to: '/operator', name: 'operator', Icon: IconServerCog } as const

export type NavigationProps = { narrow: boolean; onNavigate: () => void; onToggleWidth: (() => void) | null }

export function Navigation({ narrow, onNavigate, onToggleWidth }: NavigationProps) {
  const text = useText(shellText)
  const { isOperator } = useSession().me.user
  const ToggleIcon = narrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const toggleLabel = narrow ? text.widenNavigation : text.narrowNavigation
  return (
    <Stack h="100%" gap="xs" p={12}>
      {onToggleWidth && (
        <Group justify={narrow ? 'center' : 'space-between'} px={narrow ? 0 : 6} h={36} wrap="nowrap">
          {!narrow && <Brand />}
          <ActionIcon onClick={onToggleWidth} aria-label={toggleLabel} title={toggleLabel}>
            <ToggleIcon size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Group>
      )}
      <WorkspaceSwitcher narrow={narrow} onSwitch={onNavigate} />
      <div className={classes.pages}>
        <Stack component="ul" gap={2} className={classes.list}>
          {(isOperator ? [...pages, operatorPage] : pages).map(({ to, name, Icon }) => (
            <li key={to}>
              <Link
                to={to}
                className={classes.link}
                title={narrow ? text[name] : undefined}
                data-narrow={narrow || undefined}
                onClick={onNavigate}
              >
                <Icon size={20} stroke={1.6} aria-hidden />
                <span className={narrow ? classes.hiddenLabel : undefined}>{text[name]}</span>
              </Link>
            </li>
          ))}
        </Stack>
      </div>
      <AccountMenu narrow={narrow} onNavigate={onNavigate} />
    </Stack>
  )
}
