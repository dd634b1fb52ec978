import type { ChatSummary } from '@minichat/contracts'
import {
  IconClockExclamation,
  IconHandStop,
  IconHourglass,
  IconLock,
  IconMoon,
  IconSparkles,
  IconUser,
} from '@tabler/icons-react'
import { formatDuration } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import classes from './ChatHolder.module.css'
import { asksForPerson } from './chat-list.ts'
import { chatsText } from './chats.text.ts'
import { useIsOver } from './use-is-over.ts'

/** Until then a wait gets warmer. */
const hotAfterMs = 15 * 60_000

/** Who is to see to the chat and why it may need somebody: in words, with a colour that warms as the wait grows. */
export function ChatHolder({ chat }: { chat: ChatSummary }) {
  const text = useText(chatsText)
  return (
    <span className={classes.holder}>
      {chat.status === 'closed' && (
        <span className={classes.tag}>
          <IconLock size={14} stroke={1.7} aria-hidden />
          {chat.isSpam ? text.tabSpam : text.isClosed}
        </span>
      )}
      {chat.snoozedUntil && (
        <span className={classes.tag}>
          <IconMoon size={14} stroke={1.7} aria-hidden />
          {text.isSnoozed}
        </span>
      )}
      {chat.waitingSince && <Waiting chat={chat} since={chat.waitingSince} />}
      {!asksForPerson(chat) && (
        <span className={classes.tag} data-tone={chat.handledBy}>
          {chat.handledBy === 'ai' ? (
            <IconSparkles size={14} stroke={1.7} aria-hidden />
          ) : (
            <IconUser size={14} stroke={1.7} aria-hidden />
          )}
          <span>{chat.handledBy === 'ai' ? text.ai : (chat.memberName ?? text.someMember)}</span>
        </span>
      )}
      {chat.assignee && chat.assignee.id !== chat.memberId && (
        <span className={classes.tag} title={text.assignedTo(chat.assignee.name)}>
          <IconUser size={14} stroke={1.7} aria-hidden />
          <span>{chat.assignee.name}</span>
        </span>
      )}
    </span>
  )
}

/** From amber to red, slowly; nothing blinks. */
function Waiting({ chat, since }: { chat: ChatSummary; since: string }) {
  const text = useText(chatsText)
  const locale = useLocale()
  const waitedMs = Math.max(0, useNow().getTime() - Date.parse(since))
  const asks = asksForPerson(chat)
  const isOver = useIsOver(since)
  const Icon = asks ? IconHandStop : IconHourglass
  const time = waitedMs > 60_000 ? formatDuration(locale, waitedMs) : ''
  const words = asks ? [text.asksForPerson, time].filter(Boolean).join(' · ') : time ? text.waiting(time) : text.waits
  const warmth = `${Math.round(Math.min(1, waitedMs / hotAfterMs) * 100)}%`
  return (
    <span className={classes.tag} data-tone="waiting" style={{ '--warmth': warmth } as React.CSSProperties}>
      <Icon size={14} stroke={1.7} aria-hidden />
      <span>{words}</span>
      {isOver && <IconClockExclamation size={15} stroke={1.8} role="img" aria-label={text.overTarget} />}
    </span>
  )
}
