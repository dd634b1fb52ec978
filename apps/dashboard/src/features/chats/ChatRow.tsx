import type { ChatSummary } from '@minichat/contracts'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { ChatHolder } from './ChatHolder.tsx'
import classes from './ChatList.module.css'
import { type ChatFilter, callOf } from './chat-list.ts'
import { chatsText } from './chats.text.ts'
import { VerifiedBadge } from './VerifiedBadge.tsx'
import { pagePath, useVisitorName } from './visitor.ts'

export const ChatRow = memo(function ChatRow({ chat, filter }: { chat: ChatSummary; filter: ChatFilter }) {
  const text = useText(chatsText)
  const locale = useLocale()
  const { lastMessage, unreadCount } = chat
  const name = useVisitorName(chat)
  const page = pagePath(chat.pageUrl)
  const speaker = { visitor: '', ai: `${text.ai}: `, member: `${chat.memberName ?? text.someMember}: ` }
  return (
    <li>
      <Link
        to="/chats/$chatId"
        params={{ chatId: chat.id }}
        search={filter === 'open' ? {} : { status: filter }}
        className={classes.row}
        data-call={callOf(chat)}
        activeOptions={{ includeSearch: false }}
      >
        <span className={classes.first}>
          <span className={classes.name} lang={languageOf(name)}>
            {name}
          </span>
          {chat.visitor.isVerified && <VerifiedBadge />}
          <span className={classes.time}>
            <RelativeTime at={lastMessage?.createdAt ?? chat.createdAt} />
          </span>
        </span>
        <span className={classes.second}>
          <span className={classes.excerpt} lang={languageOf(lastMessage?.excerpt ?? '')}>
            {lastMessage ? speaker[lastMessage.authorKind] + (lastMessage.excerpt || text.takenBack) : text.noMessage}
          </span>
          {unreadCount > 0 && (
            <span className={classes.unread} role="img" aria-label={text.unread(formatNumber(locale, unreadCount))}>
              {unreadCount > 99 ? '99+' : formatNumber(locale, unreadCount)}
            </span>
          )}
        </span>
        <span className={classes.third}>
          <ChatHolder chat={chat} />
          {page && (
            <span className={classes.page} lang={languageOf(page)}>
              {page}
            </span>
          )}
        </span>
      </Link>
    </li>
  )
})
