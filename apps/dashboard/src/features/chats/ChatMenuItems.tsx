import '../../styles/menu.ts'
import { Menu } from '@mantine/core'
import type { ChatSummary } from '@minichat/contracts'
import { IconBan, IconInfoCircle, IconLock, IconMoon, IconShieldX, IconTag, IconUser } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { menuProps } from '../../components/menu-props.ts'
import { useText } from '../../lib/text.ts'
import type { PickerKind } from './ChatPicker.tsx'
import { chatsText } from './chats.text.ts'
import { inboxText } from './inbox.text.ts'
import { useBlockVisitor } from './use-block-visitor.ts'
import { useChatChanges } from './use-chat-changes.ts'

type ChatMenuItemsProps = {
  button: ReactElement
  chat: ChatSummary
  isBlocked: boolean
  onBlock: () => void
  onPick: (kind: PickerKind) => void
  onDetails: (() => void) | null
  onClose: (() => void) | null
}

/** What is done more rarely, and on a phone what has no room beside the name. */
export function ChatMenuItems({ button, chat, isBlocked, onBlock, onPick, onDetails, onClose }: ChatMenuItemsProps) {
  const text = useText(chatsText)
  const more = useText(inboxText)
  const change = useChatChanges()
  const block = useBlockVisitor(chat.id)
  const markSpam = () => change.mutate({ chatIds: [chat.id], action: { type: 'spam', isSpam: !chat.isSpam } })
  const icon = { size: 18, 'aria-hidden': true } as const
  const isOpen = chat.status === 'open'
  return (
    <Menu position="bottom-end" shadow="md" defaultOpened {...menuProps}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {isOpen && (
          <Menu.Item leftSection={<IconUser {...icon} />} rightSection="A" onClick={() => onPick('assign')}>
            {text.assign}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTag {...icon} />} rightSection="L" onClick={() => onPick('label')}>
          {text.label}
        </Menu.Item>
        {isOpen && (
          <Menu.Item leftSection={<IconMoon {...icon} />} rightSection="S" onClick={() => onPick('snooze')}>
            {text.snooze}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconShieldX {...icon} />} onClick={markSpam}>
          {chat.isSpam ? more.noSpam : more.spam}
        </Menu.Item>
        <Menu.Item leftSection={<IconBan {...icon} />} onClick={isBlocked ? () => block.mutate(false) : onBlock}>
          {isBlocked ? more.unblock : more.block}
        </Menu.Item>
        {onDetails && (
          <Menu.Item leftSection={<IconInfoCircle {...icon} />} onClick={onDetails}>
            {text.details}
          </Menu.Item>
        )}
        {onClose && (
          <Menu.Item leftSection={<IconLock {...icon} />} rightSection="E" onClick={onClose}>
            {text.closeConfirm}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
