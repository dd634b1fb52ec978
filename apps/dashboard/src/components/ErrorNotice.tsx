import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { commonText } from '../lib/common.text.ts'
import { useProblem } from '../lib/problems.ts'
import { useText } from '../lib/text.ts'

/** What went wrong, and a way to try again. */
export function ErrorNotice({ error, title, onRetry }: { error: unknown; title?: string; onRetry?: () => void }) {
  const text = useText(commonText)
  const problem = useProblem()
  return (
    <Alert color="red" role="alert" icon={<IconAlertCircle aria-hidden />} title={title} m={0}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{problem(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {text.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
