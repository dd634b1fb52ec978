import '../styles/menu.ts'
import { Group, Menu, Text } from '@mantine/core'
import { IconCheck, IconLayoutGrid, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { menuProps } from '../components/menu-props.ts'
import { useSession } from '../lib/session.tsx'
import { useText } from '../lib/text.ts'
import { SampleBadge } from './SampleBadge.tsx'
import { shellText } from './shell.text.ts'

type WorkspaceItemsProps = { button: ReactElement; narrow: boolean; onSwitch: () => void }

export function WorkspaceItems({ button, narrow, onSwitch }: WorkspaceItemsProps) {
  const text = useText(shellText)
  const { me, workspace, switchWorkspace } = useSession()
  return (
    <Menu width={260} position={narrow ? 'right-start' : 'bottom-start'} shadow="md" defaultOpened {...menuProps}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={workspace.id}
          onChange={(id) => {
            switchWorkspace(id)
            onSwitch()
          }}
        >
          <Menu.Label>{text.workspace}</Menu.Label>
          {me.workspaces.map(({ id, name, isSample }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick checkIcon={<IconCheck size={16} aria-hidden />}>
              <Group gap="xs" wrap="nowrap">
                <Text span truncate size="sm">
                  {name}
                </Text>
                {isSample && <SampleBadge />}
              </Group>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={onSwitch}
          renderRoot={(props) => <Link to="/workspaces" hash="new-workspace" {...props} />}
        >
          {text.newWorkspace}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLayoutGrid size={16} aria-hidden />}
          onClick={onSwitch}
          renderRoot={(props) => <Link to="/workspaces" {...props} />}
        >
          {text.allWorkspaces}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
