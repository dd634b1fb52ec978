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

/** @param ownId who reads. @param mayChange whether the chat still takes changes */
export function MessageBubble({ message, ownId, mayChange }: { message: Message; ownId: string; mayChange: boolean }) {
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
      {message.author.kind === 'visitor' && (
        <Suspense>
          <TranslateMessage message={message} />
        </Suspense>
      )}
      {message.author.kind === 'ai' && <WhyButton message={message} />}
    </div>
  )
}
