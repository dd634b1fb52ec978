import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** An empty list: what will be here, and the first step. */
export function EmptyNotice({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <Stack align="center" gap="xs" px="lg" py={48} maw={440} mx="auto">
      <Text component="span" c="dimmed" lh={0} aria-hidden>
        {icon}
      </Text>
      <Title order={2} size="h4" ta="center">
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
