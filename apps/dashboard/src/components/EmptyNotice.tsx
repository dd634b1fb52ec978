import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/**
 * An empty list: what will be here, and the first step.
 * @param order that of its heading; 1 where it stands for the whole page.
 */
export function EmptyNotice({
  icon,
  title,
  children,
  action,
  order = 2,
}: {
  icon: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
  order?: 1 | 2
}) {
  return (
    <Stack align="center" gap="xs" px="lg" py={48} maw={440} mx="auto">
      <Text component="span" c="dimmed" lh={0} aria-hidden>
        {icon}
      </Text>
      <Title order={order} size="h4" ta="center">
        {title}
      </Title>
      {children && (
        <Text size="sm" c="dimmed" ta="center">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  )
}
