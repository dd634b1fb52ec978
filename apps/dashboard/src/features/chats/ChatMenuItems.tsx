import '../../styles/menu.ts'
import { Menu } from '@mantine/core'
import { IconInfoCircle, IconLock } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { menuProps } from '../../components/menu-props.ts'
import { useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'

type ChatMenuItemsProps = { button: ReactElement; onDetails: (() => void) | null; onClose: (() => void) | null }

/** What has no room beside the name on a phone. */
export function ChatMenuItems({ button, onDetails, onClose }: ChatMenuItemsProps) {
  const text = useText(chatsText)
  return (
    <Menu position="bottom-end" shadow="md" defaultOpened {...menuProps}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {onDetails && (
          <Menu.Item leftSection={<IconInfoCircle size={18} aria-hidden />} onClick={onDetails}>
            {text.details}
          </Menu.Item>
        )}
        {onClose && (
          <Menu.Item leftSection={<IconLock size={18} aria-hidden />} onClick={onClose}>
            {text.closeConfirm}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
