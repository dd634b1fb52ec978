import { Anchor, Button, Skeleton, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { MailboxLink } from '../../components/MailboxLink.tsx'
import { ResendButton } from '../../components/ResendButton.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { api } from '../../lib/api.ts'
import { authOptionsQuery, reachesByMail } from '../../lib/auth-options.ts'
import { useChecks } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'
import { Outcome } from './Outcome.tsx'

const askForLink = (email: string) => api.request('POST /api/v1/auth/password/forgot', { body: { email } })

export function ForgotPasswordPage() {
  const text = useText(entryText)
  usePageTitle(text.forgotTitle)
  const options = useQuery(authOptionsQuery)
  const isReached = options.data && reachesByMail(options.data)
  return (
    <EntryLayout title={text.forgotTitle} hint={isReached ? text.forgotHint : undefined}>
      {options.isPending && <Skeleton height={42} />}
      {options.isError && <ErrorNotice error={options.error} onRetry={() => void options.refetch()} />}
      {options.data &&
        (isReached ? (
          <ForgotForm />
        ) : (
          <Outcome kind="info" title={text.forgotNoMailTitle} other={{ to: '/sign-in', label: text.back }}>
            {text.forgotNoMail}
          </Outcome>
        ))}
    </EntryLayout>
  )
}

function ForgotForm() {
  const text = useText(entryText)
  const checks = useChecks()
  const form = useForm({ initialValues: { email: '' }, validate: { email: checks.email } })
  const ask = useMutation({ mutationFn: askForLink })
  const email = form.values.email.trim()
  if (ask.isSuccess)
    return (
      <Stack gap="md">
        <Outcome kind="info" title={text.mailTitle}>
          {text.forgotSent(email)} {text.mailMissing}
        </Outcome>
        <MailboxLink />
        <ResendButton startsPaused send={() => askForLink(email)} />
        <BackLink />
      </Stack>
    )
  return (
    <form onSubmit={form.onSubmit(() => ask.mutate(email))} noValidate>
      <Stack gap="md">
        {ask.error && <ErrorNotice error={ask.error} />}
        <TextInput label={text.email} type="email" autoComplete="username" autoFocus {...form.getInputProps('email')} />
        <Button type="submit" size="md" loading={ask.isPending}>
          {text.forgotSubmit}
        </Button>
        <BackLink />
      </Stack>
    </form>
  )
}

function BackLink() {
  const text = useText(entryText)
  return (
    <Anchor component={Link} to="/sign-in" size="sm" ta="center" td="underline">
      {text.back}
    </Anchor>
  )
}
