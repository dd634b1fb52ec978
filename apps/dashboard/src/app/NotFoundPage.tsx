import { Anchor, Center, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePageTitle } from '../components/use-page-title.ts'
import { commonText } from '../lib/common.text.ts'
import { useText } from '../lib/text.ts'

export function NotFoundPage() {
  const text = useText(commonText)
  usePageTitle(text.notFoundTitle)
  return (
    <Center component="main" mih="100dvh" p="lg">
      <Stack align="center">
        <Title order={1} size="h3">
          {text.notFoundTitle}
        </Title>
        <Text c="dimmed" ta="center">
          {text.notFoundHint}
        </Text>
        <Anchor component={Link} to="/chats">
          {text.toChats}
        </Anchor>
      </Stack>
    </Center>
  )
}
