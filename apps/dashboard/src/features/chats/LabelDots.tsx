import { LabelDot } from '../../components/LabelDot.tsx'
import classes from './ChatList.module.css'
import { useLabels } from './use-chats.ts'

/** The labels of a chat as coloured dots, in words for who cannot see them; those deleted since are left out. */
export function LabelDots({ labelIds }: { labelIds: readonly string[] }) {
  const labels = useLabels()
  const own = labels?.filter(({ id }) => labelIds.includes(id)) ?? []
  if (own.length === 0) return null
  const names = own.map(({ name }) => name).join(', ')
  return (
    <span className={classes.dots} role="img" aria-label={names} title={names}>
      {own.slice(0, 4).map(({ id, color }) => (
        <LabelDot key={id} color={color} />
      ))}
    </span>
  )
}

/** The same with their names. */
export function ChatLabels({ labelIds }: { labelIds: readonly string[] }) {
  const own = useLabels()?.filter(({ id }) => labelIds.includes(id)) ?? []
  return own.map(({ id, name, color }) => (
    <span key={id} className={classes.label} title={name}>
      <LabelDot color={color} />
      <span>{name}</span>
    </span>
  ))
}
