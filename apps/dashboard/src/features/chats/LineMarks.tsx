import { formatDay, formatTime } from '../../lib/format.ts'
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
