import type { ChatSummary } from '@minichat/contracts'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { ChatHolder } from './ChatHolder.tsx'
import classes from './ChatList.module.css'
import type { ChatFilter } from './chat-list.ts'
import { chatsText } from './chats.text.ts'

export const ChatRow = memo(function ChatRow({ chat, filter }: { chat: ChatSummary; filter: ChatFilter }) {
  const text = useText(chatsText)
  const locale = useLocale()
  const { lastMessage, unreadCount } = chat
  const speaker = { visitor: '', ai: `${text.ai}: `, member: `${chat.memberName ?? text.someMember}: ` }
  return (
    <li>
      <Link
        to="/chats/$chatId"
        params={{ chatId: chat.id }}
        search={filter === 'open' ? {} : { status: filter }}
        className={classes.row}
        data-unread={unreadCount > 0 || undefined}
        activeOptions={{ includeSearch: false }}
      >
        <span className={classes.first}>
          <span className={classes.name} lang={languageOf(chat.visitor.name ?? '')}>
            {chat.visitor.name ?? text.visitor}
          </span>
          <span className={classes.time}>
            <RelativeTime at={lastMessage?.createdAt ?? chat.createdAt} />
          </span>
        </span>
        <span className={classes.second}>
          <span className={classes.excerpt} lang={languageOf(lastMessage?.excerpt ?? '')}>
            {lastMessage ? speaker[lastMessage.authorKind] + lastMessage.excerpt : text.noMessage}
          </span>
          {unreadCount > 0 && (
            <span className={classes.unread} role="img" aria-label={text.unread(formatNumber(locale, unreadCount))}>
              {unreadCount > 99 ? '99+' : formatNumber(locale, unreadCount)}
            </span>
          )}
        </span>
        <ChatHolder chat={chat} />
      </Link>
    </li>
  )
})
