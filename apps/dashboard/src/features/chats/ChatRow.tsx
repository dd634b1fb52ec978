import type { ChatSummary } from '@minichat/contracts'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { formatNumber } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import { ChatHolder } from './ChatHolder.tsx'
import classes from './ChatList.module.css'
import { callOf, excerptOf } from './chat-list.ts'
import { chatsText } from './chats.text.ts'
import type { InboxSearch } from './inbox-search.ts'
import { LabelDots } from './LabelDots.tsx'
import { VerifiedBadge } from './VerifiedBadge.tsx'
import { pagePath, useVisitorName } from './visitor.ts'

type ChatRowProps = {
  chat: ChatSummary
  search: InboxSearch
  /** From 1, of how many; -1: more than are known. */
  place: number
  count: number
  isSelected: boolean
  isSelecting: boolean
  onSelect: (id: string) => void
}

export const ChatRow = memo(function ChatRow({
  chat,
  search,
  place,
  count,
  isSelected,
  isSelecting,
  onSelect,
}: ChatRowProps) {
  const text = useText(chatsText)
  const locale = useLocale()
  const { lastMessage, unreadCount } = chat
  const excerpt = excerptOf(chat)
  const name = useVisitorName(chat)
  const page = pagePath(chat.pageUrl)
  const speaker = { visitor: '', ai: `${text.ai}: `, member: `${chat.memberName ?? text.someMember}: ` }
  return (
    <li className={classes.item} aria-posinset={place} aria-setsize={count} data-selecting={isSelecting || undefined}>
      <Link
        to="/chats/$chatId"
        params={{ chatId: chat.id }}
        search={search}
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
          <span className={classes.excerpt} lang={languageOf(excerpt)}>
            {lastMessage ? speaker[lastMessage.authorKind] + (excerpt || text.takenBack) : text.noMessage}
          </span>
          {unreadCount > 0 && (
            <span className={classes.unread} role="img" aria-label={text.unread(formatNumber(locale, unreadCount))}>
              {unreadCount > 99 ? '99+' : formatNumber(locale, unreadCount)}
            </span>
          )}
        </span>
        <span className={classes.third}>
          <ChatHolder chat={chat} />
          <LabelDots labelIds={chat.labelIds} />
          {page && (
            <span className={classes.page} lang={languageOf(page)}>
              {page}
            </span>
          )}
        </span>
      </Link>
      <input
        type="checkbox"
        className={classes.select}
        aria-label={text.selectChat(name)}
        checked={isSelected}
        onChange={() => onSelect(chat.id)}
      />
    </li>
  )
})
