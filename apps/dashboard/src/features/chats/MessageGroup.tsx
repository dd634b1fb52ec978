import type { Message } from '@minichat/contracts'
import { memo } from 'react'
import { formatDateTime, formatTime } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { Citations } from './Citations.tsx'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'
import { MessageText } from './MessageText.tsx'

/** Bubbles of one author that belong together: who wrote them said once, the time once. */
export const MessageGroup = memo(
  function MessageGroup({ messages }: { messages: readonly Message[] }) {
    const text = useText(chatsText)
    const locale = useLocale()
    const last = messages.at(-1)
    if (!last) return null
    const { kind, name } = last.author
    const at = new Date(last.createdAt)
    return (
      <div className={classes.group} data-author={kind}>
        {messages.map((message) => (
          <div key={message.id} className={classes.bubble} lang={languageOf(message.text)}>
            <MessageText text={message.text} citations={kind === 'ai' ? message.citations : undefined} />
            <Citations citations={message.citations} />
          </div>
        ))}
        <div className={classes.meta}>
          {kind === 'ai' && <span className={classes.aiLabel}>{text.ai}</span>}
          {kind === 'member' && <span>{name ?? text.someMember}</span>}
          <time dateTime={last.createdAt} title={formatDateTime(locale, at)}>
            {formatTime(locale, at)}
          </time>
          {kind === 'member' && <span>{text.sent}</span>}
          {last.state === 'interrupted' && <span>{text.interrupted}</span>}
          {last.offersPerson && <span>{text.offersPerson}</span>}
        </div>
      </div>
    )
  },
  (before, after) =>
    before.messages.length === after.messages.length && before.messages.every((one, i) => one === after.messages[i]),
)
