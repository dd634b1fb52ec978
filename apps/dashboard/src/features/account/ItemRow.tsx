import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Account.module.css'

type ItemRowProps = { title: string; badge?: ReactNode; details: ReactNode; action?: ReactNode }

/** A device, passkey or session in its list. */
export function ItemRow({ title, badge, details, action }: ItemRowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.rowText}>
        <Group gap="xs">
          <Text size="sm" fw={550}>
            {title}
          </Text>
          {badge}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {details}
        </Text>
      </div>
      {action}
    </div>
  )
}
