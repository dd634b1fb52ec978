import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './PageLayout.module.css'
import { usePageTitle } from './use-page-title.ts'

/** A page to decide in: one column below its title. */
export function PageLayout({
  title,
  wide,
  actions,
  children,
}: {
  title: string
  wide?: boolean
  actions?: ReactNode
  children: ReactNode
}) {
  usePageTitle(title)
  return (
    <div className={classes.page} data-wide={wide || undefined}>
      <Group justify="space-between" gap="sm" mb="lg" mih={42}>
        <Title order={1} size="h2">
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </div>
  )
}
