import { ActionIcon, Button, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDotsVertical, IconInfoCircle } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { menuOnDemand } from '../../components/menu-on-demand.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import { BackToList } from './BackToList.tsx'
import { ChatHolder } from './ChatHolder.tsx'
import classes from './ChatPanel.module.css'
import type { PickerKind } from './ChatPicker.tsx'
import { type ChatView, isErased } from './chat-view.ts'
import { chatsText } from './chats.text.ts'
import { useCommand } from './inbox-commands.ts'
import { ChatLabels } from './LabelDots.tsx'
import { OtherLookers } from './OtherLookers.tsx'
import { useChatAction } from './use-chat-actions.ts'
import { VerifiedBadge } from './VerifiedBadge.tsx'
import { VisitorPresence } from './VisitorPresence.tsx'
import { useVisitorName } from './visitor.ts'

const ChatPicker = lazy(async () => ({ default: (await import('./ChatPicker.tsx')).ChatPicker }))
const BlockVisitor = lazy(async () => ({ default: (await import('./BlockVisitor.tsx')).BlockVisitor }))
const MoreMenu = menuOnDemand(async () => ({ OpenedMenu: (await import('./ChatMenuItems.tsx')).ChatMenuItems }))

/** @param onDetails opens the details where they have no column of their own */
export function ChatHeader({ view, onDetails }: { view: ChatView; onDetails: (() => void) | null }) {
  const { chat } = view
  const text = useText(chatsText)
  const action = useChatAction(chat.id)
  const [asksToClose, closing] = useDisclosure(false)
  const [asksToBlock, blocking] = useDisclosure(false)
  const [picker, setPicker] = useState<PickerKind | null>(null)
  const isOpen = chat.status === 'open'
  const hand = chat.handledBy === 'ai' ? 'take-over' : 'hand-back'
  const name = useVisitorName(chat)
  useCommand('assign', () => isOpen && setPicker('assign'))
  useCommand('snooze', () => isOpen && setPicker('snooze'))
  useCommand('label', () => setPicker('label'))
  useCommand('close', () => isOpen && closing.open())
  useCommand('take-over', () => isOpen && action.mutate('take-over'))
  return (
    <header className={classes.header}>
      <BackToList />
      <div className={classes.who}>
        <Title order={2} className={classes.name} lang={languageOf(name)}>
          {name}
        </Title>
        <span className={classes.state}>
          <ChatHolder chat={chat} />
          <ChatLabels labelIds={chat.labelIds} />
          {chat.visitor.isVerified && <VerifiedBadge />}
          <OtherLookers lookers={view.lookers} />
          {isOpen && <VisitorPresence online={view.visitorOnline} />}
        </span>
      </div>
      {isOpen && (
        <Button
          size="sm"
          px="sm"
          variant={hand === 'take-over' ? 'filled' : 'default'}
          title={hand === 'take-over' ? text.takeOverHint : text.handBackHint}
          loading={action.isPending && action.variables === hand}
          onClick={() => action.mutate(hand)}
        >
          {hand === 'take-over' ? text.takeOver : text.handBack}
        </Button>
      )}
      {isOpen && (
        <Button
          className={classes.onlyWide}
          size="sm"
          px="sm"
          variant="default"
          loading={action.isPending && action.variables === 'close'}
          title={`${text.closeConfirm} (E)`}
          onClick={closing.open}
        >
          {text.closeChat}
        </Button>
      )}
      {!isOpen && !isErased(view) && (
        <Button
          size="sm"
          px="sm"
          variant="default"
          title={text.reopenHint}
          loading={action.isPending}
          onClick={() => action.mutate('reopen')}
        >
          {text.reopen}
        </Button>
      )}
      {onDetails && (
        <ActionIcon className={classes.onlyWide} onClick={onDetails} aria-label={text.details} title={text.details}>
          <IconInfoCircle size={20} stroke={1.6} aria-hidden />
        </ActionIcon>
      )}
      <MoreMenu
        chat={chat}
        isBlocked={view.isVisitorBlocked}
        onBlock={blocking.open}
        onPick={setPicker}
        onDetails={onDetails}
        onClose={isOpen ? closing.open : null}
        button={
          <ActionIcon aria-label={text.more} title={text.more}>
            <IconDotsVertical size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        }
      />
      {picker && (
        <Suspense>
          <ChatPicker kind={picker} chatIds={[chat.id]} chat={chat} onClose={() => setPicker(null)} />
        </Suspense>
      )}
      {asksToBlock && (
        <Suspense>
          <BlockVisitor chatId={chat.id} onClose={blocking.close} />
        </Suspense>
      )}
      <Confirm
        opened={asksToClose}
        title={text.closeTitle}
        confirm={text.closeConfirm}
        onConfirm={() => action.mutate('close')}
        onClose={closing.close}
      >
        {text.closeHint}
      </Confirm>
    </header>
  )
}
