import type { Message, Reader } from '@minichat/contracts'
import { IconCheck, IconChecks } from '@tabler/icons-react'
import { memo } from 'react'
import { formatDateTime, formatTime } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import { MessageBubble, MessageTools } from './MessageBubble.tsx'
import classes from './MessageList.module.css'
import type { MessageStatus } from './message-status.ts'
import { SeenBy } from './SeenBy.tsx'

type MessageGroupProps = {
  messages: readonly Message[]
  /** Of the newest reply, where it is in this group. */
  status: MessageStatus | null
  /** Who else of the team has seen the visitor's newest message, where it is in this group. */
  seenBy: readonly Reader[] | null
  ownId: string
  mayChange: boolean
}

/** Bubbles of one author that belong together: who wrote them said once, the time once. */
export const MessageGroup = memo(
  function MessageGroup({ messages, status, seenBy, ownId, mayChange }: MessageGroupProps) {
    const text = useText(chatsText)
    const locale = useLocale()
    const last = messages.at(-1)
    if (!last) return null
    const { kind, name } = last.author
    const at = new Date(last.createdAt)
    return (
      <div className={classes.group} data-author={kind}>
        {messages.map((message) => (
          <MessageBubble
            key={message.id}
            message={message}
            ownId={ownId}
            mayChange={mayChange}
            isLast={message === last}
          />
        ))}
        <div className={classes.meta}>
          {kind === 'ai' && <MessageTools message={last} />}
          {kind === 'ai' && <span className={classes.aiLabel}>{text.ai}</span>}
          {kind === 'member' && <span>{name ?? text.someMember}</span>}
          <time dateTime={last.createdAt} title={formatDateTime(locale, at)}>
            {formatTime(locale, at)}
          </time>
          {status && <Status status={status} />}
          {seenBy && <SeenBy readers={seenBy} />}
          {last.offersPerson && <span>{text.offersPerson}</span>}
          {kind === 'visitor' && <MessageTools message={last} />}
        </div>
      </div>
    )
  },
  (before, after) =>
    before.status === after.status &&
    before.seenBy === after.seenBy &&
    before.ownId === after.ownId &&
    before.mayChange === after.mayChange &&
    before.messages.length === after.messages.length &&
    before.messages.every((one, i) => one === after.messages[i]),
)

function Status({ status }: { status: MessageStatus }) {
  const text = useText(chatsText)
  const words = { sent: text.sent, delivered: text.delivered, read: text.read }
  const Icon = status === 'sent' ? IconCheck : IconChecks
  return (
    <span className={classes.status} data-status={status}>
      <Icon size={15} stroke={1.8} aria-hidden />
      {words[status]}
    </span>
  )
}
