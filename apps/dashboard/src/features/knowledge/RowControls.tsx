import { ActionIcon, Checkbox } from '@mantine/core'
import { IconFolderCog } from '@tabler/icons-react'
import { useText } from '../../lib/text.ts'
import classes from './Knowledge.module.css'
import { organiseText } from './organise.text.ts'

/** How a row can be chosen and put in order; null where one may only look. */
export type RowOrder = { isSelected: boolean; onSelect: () => void; onOrganise: () => void } | null

export function RowSelect({ order, name }: { order: RowOrder; name: string }) {
  const text = useText(organiseText)
  if (!order) return null
  return (
    <Checkbox
      className={classes.select}
      aria-label={text.select(name)}
      checked={order.isSelected}
      onChange={order.onSelect}
    />
  )
}

export function RowOrganise({ order, name }: { order: RowOrder; name: string }) {
  const text = useText(organiseText)
  if (!order) return null
  return (
    <ActionIcon aria-label={text.organiseNamed(name)} onClick={order.onOrganise}>
      <IconFolderCog size={18} stroke={1.6} aria-hidden />
    </ActionIcon>
  )
}
