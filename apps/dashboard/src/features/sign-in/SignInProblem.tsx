import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { IconAlertCircle, IconLock, IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { MailboxLink } from '../../components/MailboxLink.tsx'
import { ResendButton } from '../../components/ResendButton.tsx'
import { api, isApiError } from '../../lib/api.ts'
import { authOptionsQuery, reachesByMail } from '../../lib/auth-options.ts'
import { errorText } from '../../lib/errors.text.ts'
import { useCodeProblem } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { signInText } from './sign-in.text.ts'

/** Why somebody was not let in, and the way on from there. */
export function SignInProblem({ error, identifier }: { error: Error; identifier: string }) {
  if (isApiError(error, 'ACCOUNT_LOCKED')) return <Locked />
  if (isApiError(error, 'EMAIL_NOT_VERIFIED')) return <Unverified identifier={identifier} />
  return <ErrorNotice error={error} />
}

/** What another sign-in (Google and the like) came back with. */
export function ProviderProblem({ code }: { code: string }) {
  const codeProblem = useCodeProblem()
  return (
    <Alert color="red" role="alert" icon={<IconAlertCircle aria-hidden />}>
      {codeProblem(code)}
    </Alert>
  )
}

function Locked() {
  const text = useText(signInText)
  const errors = useText(errorText)
  const { data: options } = useQuery(authOptionsQuery)
  return (
    <Alert color="red" role="alert" icon={<IconLock aria-hidden />} title={errors.ACCOUNT_LOCKED}>
      {options && (
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{reachesByMail(options) ? text.lockedMail : text.lockedNoMail}</Text>
          <MailboxLink />
          {reachesByMail(options) && (
            <Anchor component={Link} to="/forgot-password" size="sm" td="underline">
              {text.setNewPassword}
            </Anchor>
          )}
        </Stack>
      )}
    </Alert>
  )
}

function Unverified({ identifier }: { identifier: string }) {
  const text = useText(signInText)
  const errors = useText(errorText)
  const isAddress = identifier.includes('@')
  return (
    <Alert color="orange" role="alert" icon={<IconMail aria-hidden />} title={errors.EMAIL_NOT_VERIFIED}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{isAddress ? text.unverifiedHint : text.unverifiedByName}</Text>
        {isAddress && (
          <ResendButton
            send={() => api.request('POST /api/v1/auth/verify-email/resend', { body: { email: identifier } })}
          />
        )}
      </Stack>
    </Alert>
  )
}
