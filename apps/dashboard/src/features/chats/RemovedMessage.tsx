import type { Message } from '@minichat/contracts'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'

/** Where a message was that its author took back. */
export function RemovedMessage({ message: { author }, isOwn }: { message: Message; isOwn: boolean }) {
  const text = useText(chatsText)
  const words = {
    visitor: text.visitorTookBack,
    member: isOwn ? text.youTookBack : text.memberTookBack(author.name ?? text.someMember),
    ai: text.answerRemoved,
  }
  return (
    <p className={classes.removed}>
      <IconArrowBackUp size={15} stroke={1.6} aria-hidden />
      {words[author.kind]}
    </p>
  )
}
