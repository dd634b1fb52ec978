import type { ChatSummary } from '@minichat/contracts'
import { IconHandStop, IconLock, IconSparkles, IconUser } from '@tabler/icons-react'
import { formatDuration } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import classes from './ChatHolder.module.css'
import { asksForPerson } from './chat-list.ts'
import { chatsText } from './chats.text.ts'

const lateAfterMs = 5 * 60_000

/** Who has the chat and why it may need somebody: in words, with a colour that warms as the wait grows. */
export function ChatHolder({ chat }: { chat: ChatSummary }) {
  const text = useText(chatsText)
  const locale = useLocale()
  const now = useNow()
  const waitsForPerson = asksForPerson(chat)
  const waitedMs = waitsForPerson ? now.getTime() - Date.parse(chat.personRequestedAt ?? '') : 0
  return (
    <span className={classes.holder}>
      {chat.status === 'closed' && (
        <span className={classes.tag}>
          <IconLock size={14} stroke={1.7} aria-hidden />
          {text.isClosed}
        </span>
      )}
      {waitsForPerson ? (
        <span className={classes.tag} data-tone={waitedMs > lateAfterMs ? 'late' : 'warn'}>
          <IconHandStop size={14} stroke={1.7} aria-hidden />
          <span>
            {text.asksForPerson}
            {waitedMs > 60_000 && ` · ${formatDuration(locale, waitedMs)}`}
          </span>
        </span>
      ) : (
        <span className={classes.tag} data-tone={chat.handledBy}>
          {chat.handledBy === 'ai' ? (
            <IconSparkles size={14} stroke={1.7} aria-hidden />
          ) : (
            <IconUser size={14} stroke={1.7} aria-hidden />
          )}
          <span>{chat.handledBy === 'ai' ? text.ai : (chat.memberName ?? text.someMember)}</span>
        </span>
      )}
    </span>
  )
}
