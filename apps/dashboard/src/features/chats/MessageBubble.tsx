import { useDisclosure } from '@mantine/hooks'
import type { Message } from '@minichat/contracts'
import { lazy, Suspense, useRef } from 'react'
import { languageOf } from '../../lib/text.ts'
import { WhyButton } from '../trace/WhyButton.tsx'
import { Citations } from './Citations.tsx'
import classes from './MessageList.module.css'
import { MessageNote } from './MessageNote.tsx'
import { MessageText } from './MessageText.tsx'
import { OwnMessageActions } from './OwnMessageActions.tsx'
import { QuickReplies } from './QuickReplies.tsx'
import { RemovedMessage } from './RemovedMessage.tsx'

const TranslateMessage = lazy(async () => ({
  default: (await import('../assist/TranslateMessage.tsx')).TranslateMessage,
}))
const EditReply = lazy(async () => ({ default: (await import('./EditReply.tsx')).EditReply }))

type MessageBubbleProps = {
  message: Message
  /** Who reads. */
  ownId: string
  /** Whether the chat still takes changes. */
  mayChange: boolean
  /** The line below the group holds its tools. */
  isLast: boolean
}

export function MessageBubble({ message, ownId, mayChange, isLast }: MessageBubbleProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [isEditing, editing] = useDisclosure(false)
  const isOwn = message.author.kind === 'member' && message.author.id === ownId

  if (message.state === 'removed') return <RemovedMessage message={message} isOwn={isOwn} />

  function endEditing() {
    editing.close()
    // Back to where it began, once that is there again.
    requestAnimationFrame(() => frame.current?.querySelector('button')?.focus())
  }
  const bubble = (
    <div className={classes.bubble} data-state={message.state} lang={languageOf(message.text)}>
      <MessageText text={message.text} citations={message.author.kind === 'ai' ? message.citations : undefined} />
      <Citations citations={message.citations} />
    </div>
  )
  return (
    <div className={classes.message} data-seq={message.seq} ref={frame}>
      {isEditing ? (
        <Suspense fallback={bubble}>
          <EditReply message={message} onEnd={endEditing} />
        </Suspense>
      ) : (
        bubble
      )}
      <QuickReplies texts={message.quickReplies} />
      {isOwn && mayChange && !isEditing && <OwnMessageActions message={message} onEdit={editing.open} />}
      <MessageNote message={message} />
      {!isLast && <MessageTools message={message} />}
    </div>
  )
}

/** What a reader may want to know of a message. */
export function MessageTools({ message }: { message: Message }) {
  if (message.state === 'removed') return null
  if (message.author.kind === 'ai') return <WhyButton message={message} />
  if (message.author.kind !== 'visitor') return null
  return (
    <Suspense>
      <TranslateMessage message={message} />
    </Suspense>
  )
}
