import { UnstyledButton } from '@mantine/core'
import type { Message, MessageState } from '@minichat/contracts'
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'

const MailMark = lazy(async () => ({ default: (await import('./MailMark.tsx')).MailMark }))
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
  if (!word && !message.editedAt && !message.rating && !message.mail) return null
  return (
    <div className={classes.note}>
      {word && <span>{word}</span>}
      {message.rating && <RatingMark message={message} />}
      {message.mail && (
        <Suspense>
          <MailMark mail={message.mail} />
        </Suspense>
      )}
      {message.editedAt && <EditedMark message={message} />}
    </div>
  )
}

/** What the visitor says of the answer. */
function RatingMark({ message: { rating, ratingReason } }: { message: Message }) {
  const text = useText(chatsText)
  const Icon = rating === 'up' ? IconThumbUp : IconThumbDown
  const reasons = { wrong: text.reasonWrong, incomplete: text.reasonIncomplete, off_topic: text.reasonOffTopic }
  return (
    <span className={classes.rating} data-rating={rating}>
      <Icon size={14} stroke={1.8} aria-hidden />
      {rating === 'up' ? text.ratedUp : text.ratedDown}
      {ratingReason && ` · ${reasons[ratingReason]}`}
    </span>
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
