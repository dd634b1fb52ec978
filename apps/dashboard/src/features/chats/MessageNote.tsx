import { UnstyledButton } from '@mantine/core'
import type { Message, MessageState } from '@minichat/contracts'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'

const MessageVersions = lazy(async () => ({ default: (await import('./MessageVersions.tsx')).MessageVersions }))

/** What became of a message after it was written, in a word below it. */
export function MessageNote({ message }: { message: Message }) {
  const text = useText(chatsText)
  const words: Record<MessageState, string | null> = {
    complete: null,
    removed: null,
    interrupted: text.interrupted,
    stopped: text.stopped,
    replaced: text.replaced,
  }
  const word = words[message.state]
  if (!word && !message.editedAt) return null
  return (
    <div className={classes.note}>
      {word && <span>{word}</span>}
      {message.editedAt && <EditedMark message={message} />}
    </div>
  )
}

/** Opens the earlier texts. What shows them is fetched when somebody asks. */
function EditedMark({ message }: { message: Message }) {
  const text = useText(chatsText)
  const [isWanted, setWanted] = useState(false)
  const button = (
    <UnstyledButton
      className={classes.edited}
      title={text.earlierTexts}
      aria-haspopup="dialog"
      onClick={() => setWanted(true)}
    >
      {text.edited}
    </UnstyledButton>
  )
  if (!isWanted) return button
  return (
    <Suspense fallback={button}>
      <MessageVersions message={message} />
    </Suspense>
  )
}
