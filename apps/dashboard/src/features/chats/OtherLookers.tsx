import { IconEye } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import classes from './ChatHolder.module.css'
import type { Looker } from './chat-passing.ts'
import { chatsText } from './chats.text.ts'

/** Which other members have the chat on screen. */
export function OtherLookers({ lookers }: { lookers: readonly Looker[] }) {
  const text = useText(chatsText)
  const nowMs = useNow().getTime()
  const names = lookers.flatMap(({ name, until }) => (until > nowMs ? [name] : [])).join(', ')
  if (names === '') return null
  return (
    <span className={classes.tag} title={text.alsoLooking(names)}>
      <IconEye size={14} stroke={1.7} aria-hidden />
      <span>{text.alsoLooking(names)}</span>
    </span>
  )
}
