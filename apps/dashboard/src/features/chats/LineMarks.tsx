import type { ChatAside } from '@minichat/contracts'
import { formatDateTime, formatDay, formatTime } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import type { ChatLine } from './chat-lines.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'

export function DayLine({ at }: { at: Date }) {
  const locale = useLocale()
  const now = useNow()
  return (
    <div className={classes.day}>
      <span>{formatDay(locale, at, now)}</span>
    </div>
  )
}

export function EventLine({ line }: { line: Extract<ChatLine, { kind: 'event' }> }) {
  const text = useText(chatsText)
  const locale = useLocale()
  const words = {
    joined: text.eventJoined(line.name || text.someMember),
    'handed-back': text.eventHandedBack,
    person: text.eventPerson,
    closed: text.eventClosed,
    reset: text.eventReset,
    reopened: text.eventReopened(line.name || text.someMember),
    erased: text.eventErased,
  }
  return (
    <p className={classes.event}>
      {words[line.event]}
      {line.at && ` · ${formatTime(locale, new Date(line.at))}`}
    </p>
  )
}

/** What members did with the chat among themselves; labels come with their colours in the header. */
export function AsideLine({ aside }: { aside: ChatAside }) {
  const text = useText(chatsText)
  const locale = useLocale()
  const words = wordsOf(aside)
  if (!words) return null
  return (
    <p className={classes.event}>
      {words} · {formatTime(locale, new Date(aside.at))}
    </p>
  )

  function wordsOf(of: ChatAside): string | null {
    const who = of.by?.name ?? text.someMember
    switch (of.type) {
      case 'chat.assigned':
        if (!of.assignee) return of.by ? text.eventUnassigned(who) : text.eventNobodys
        return of.by?.id === of.assignee.id ? text.eventTook(who) : text.eventAssigned(who, of.assignee.name)
      case 'chat.snoozed':
        if (of.snoozedUntil) return text.eventSnoozed(who, formatDateTime(locale, new Date(of.snoozedUntil)))
        return of.by ? text.eventWoken(who) : text.eventWoke
      case 'chat.spam_marked':
        return of.isSpam ? text.eventSpam(who) : text.eventNoSpam(who)
      case 'visitor.blocked':
        return of.isBlocked ? text.eventBlocked(who) : text.eventUnblocked(who)
      case 'visitor.merged':
        return of.visitorId ? text.eventMerged(who) : text.eventSplit(who)
      case 'chat.labelled':
        return null
    }
  }
}
