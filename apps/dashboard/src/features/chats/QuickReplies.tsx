import { languageOf, useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'

/** What the visitor was offered to say next. Only they can choose. */
export function QuickReplies({ texts }: { texts: readonly string[] }) {
  const text = useText(chatsText)
  if (texts.length === 0) return null
  return (
    <ul className={classes.quickReplies} aria-label={text.quickReplies}>
      {texts.map((one) => (
        <li key={one} lang={languageOf(one)}>
          {one}
        </li>
      ))}
    </ul>
  )
}
