import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { isApiError } from '../lib/api.ts'
import { commonText } from '../lib/common.text.ts'
import { useProblem } from '../lib/problems.ts'
import { useText } from '../lib/text.ts'

/** Shown in place of a page that could not be loaded or broke while drawing. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const text = useText(commonText)
  const problem = useProblem()
  const router = useRouter()
  const fromServer = isApiError(error)
  const retry = async () => {
    await router.invalidate()
    reset()
  }
  return (
    <Center component="main" mih="100dvh" p="lg">
      <Stack align="center" maw={420} role="alert">
        <Title order={1} size="h3" ta="center">
          {fromServer ? text.couldNotLoad : text.somethingBroke}
        </Title>
        <Text ta="center" c="dimmed">
          {problem(error)}
        </Text>
        <Button onClick={() => (fromServer ? void retry() : window.location.reload())}>
          {fromServer ? text.retry : text.reload}
        </Button>
      </Stack>
    </Center>
  )
}
