import { useText } from '../../lib/text.ts'
import classes from './ChatHolder.module.css'
import { chatsText } from './chats.text.ts'

/** Whether the visitor has the chat open right now; nothing while nobody knows. */
export function VisitorPresence({ online }: { online: boolean | null }) {
  const text = useText(chatsText)
  if (online === null) return null
  return (
    <span className={classes.presence} data-online={online || undefined}>
      <span className={classes.presenceWords}>{online ? text.visitorHere : text.visitorAway}</span>
    </span>
  )
}
