import type { Reader } from '@minichat/contracts'
import { initialOf } from '../../lib/initial-of.ts'
import { useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import classes from './MessageList.module.css'

const shownMax = 4

/** The colleagues who have seen a message, by their initials. */
export function SeenBy({ readers }: { readers: readonly Reader[] }) {
  const text = useText(chatsText)
  const words = text.seenBy(readers.map(({ name }) => name).join(', '))
  const more = readers.length - shownMax
  return (
    <span className={classes.seenBy} role="img" aria-label={words} title={words}>
      {readers.slice(0, shownMax).map(({ memberId, name }) => (
        <span key={memberId} className={classes.initial} aria-hidden>
          {initialOf(name)}
        </span>
      ))}
      {more > 0 && <span aria-hidden>+{more}</span>}
    </span>
  )
}
