import { Group, Text } from '@mantine/core'

export function Brand({ withName = true }: { withName?: boolean }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/favicon.svg" width={26} height={26} alt={withName ? '' : 'MiniChat'} />
      {withName && (
        <Text fw={650} size="lg" lh={1.3}>
          MiniChat
        </Text>
      )}
    </Group>
  )
}
