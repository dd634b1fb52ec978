import { Button, Group, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isApiError } from '../lib/api.ts'
import { commonText } from '../lib/common.text.ts'
import { formatNumber } from '../lib/format.ts'
import { useProblem } from '../lib/problems.ts'
import { useLocale, useText } from '../lib/text.ts'
import { useCountdown } from '../lib/use-countdown.ts'

const pauseSeconds = 60

type ResendButtonProps = {
  send: () => Promise<unknown>
  /** A mail went out the moment this was shown. */
  startsPaused?: boolean
}

/** Mails a link once more, with a pause after each. */
export function ResendButton({ send, startsPaused = false }: ResendButtonProps) {
  const text = useText(commonText)
  const locale = useLocale()
  const problem = useProblem()
  const [secondsLeft, startCountdown] = useCountdown()
  useEffect(() => {
    if (startsPaused) startCountdown(pauseSeconds)
  }, [startsPaused, startCountdown])
  const resend = useMutation({
    mutationFn: send,
    onSuccess: () => startCountdown(pauseSeconds),
    onError: (error) => isApiError(error, 'RATE_LIMITED') && startCountdown(error.retryAfterSeconds ?? pauseSeconds),
  })
  return (
    <Group gap="sm">
      <Button
        variant="default"
        size="sm"
        loading={resend.isPending}
        // Stays in the order of the keyboard, so that the focus does not fall off the page when it is pressed.
        data-disabled={secondsLeft > 0 || undefined}
        aria-disabled={secondsLeft > 0 || undefined}
        onClick={() => secondsLeft === 0 && resend.mutate()}
      >
        {secondsLeft > 0 ? text.sendAgainIn(formatNumber(locale, secondsLeft)) : text.sendAgain}
      </Button>
      <Text span size="sm" role="status" c={resend.isError ? 'red' : 'dimmed'}>
        {resend.isSuccess && secondsLeft > 0 && (
          <>
            <IconCheck size={14} aria-hidden /> {text.sent}
          </>
        )}
        {resend.isError && problem(resend.error)}
      </Text>
    </Group>
  )
}
