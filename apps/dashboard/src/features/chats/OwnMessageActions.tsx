import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Message } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react'
import { useRef } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'
import { useRemoveReply } from './use-change-reply.ts'

/** Edit and take back: beside a message on hover and focus, as long as it may be changed. */
export function OwnMessageActions({ message, onEdit }: { message: Message; onEdit: () => void }) {
  const text = useText(chatsText)
  const now = useNow()
  const removal = useRemoveReply(message)
  const [asks, asking] = useDisclosure(false)
  const frame = useRef<HTMLDivElement>(null)
  // The button that had the focus goes with the message.
  const takeBack = () =>
    removal.mutate(undefined, { onSuccess: () => frame.current?.closest<HTMLElement>('[role="log"]')?.focus() })
  if (now.getTime() - Date.parse(message.createdAt) >= limits.editWithinMs) return null
  return (
    <div className={classes.actions} ref={frame}>
      <ActionIcon size="md" aria-label={text.editMessage(message.text.slice(0, 40))} title={text.edit} onClick={onEdit}>
        <IconPencil size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size="md"
        aria-label={text.takeBackMessage(message.text.slice(0, 40))}
        title={text.takeBack}
        loading={removal.isPending}
        onClick={asking.open}
      >
        <IconArrowBackUp size={16} stroke={1.7} aria-hidden />
      </ActionIcon>
      <Confirm
        opened={asks}
        title={text.takeBackTitle}
        confirm={text.takeBack}
        onConfirm={takeBack}
        onClose={asking.close}
      >
        {text.takeBackHint}
      </Confirm>
    </div>
  )
}
