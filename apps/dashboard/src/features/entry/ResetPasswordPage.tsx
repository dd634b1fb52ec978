import { Button, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { NewPasswordField } from '../../components/password/NewPasswordField.tsx'
import { usePasswordCheck } from '../../components/password/use-password-check.ts'
import { usePageTitle } from '../../components/use-page-title.ts'
import { api, isApiError } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { forgetLinkToken, useLinkToken } from '../../lib/link-token.ts'
import { useFieldProblems } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'
import { Outcome } from './Outcome.tsx'

const page = 'reset-password'

/** Sets a new password by a mailed or copied link. */
export function ResetPasswordPage() {
  const text = useText(entryText)
  const common = useText(commonText)
  usePageTitle(text.resetTitle)
  const token = useLinkToken(page)
  const reset = useMutation({
    mutationFn: async (body: { token: string; password: string }) =>
      (await api.request('POST /api/v1/auth/password/reset', { body })).data,
    onSuccess: () => forgetLinkToken(page),
    onError: (error) => isApiError(error, 'INVALID_LINK') && forgetLinkToken(page),
  })
  const isRefused = isApiError(reset.error, 'INVALID_LINK') && reset.variables?.token === token
  if (reset.data)
    return (
      <EntryLayout title={text.resetTitle}>
        <Outcome kind="done" title={text.done} next={{ to: '/sign-in', label: common.toSignIn }}>
          {text.resetDone(reset.data.email)}
        </Outcome>
      </EntryLayout>
    )
  if (!token || isRefused)
    return (
      <EntryLayout title={text.resetTitle}>
        <Outcome
          kind={isRefused ? 'refused' : 'info'}
          title={isRefused ? text.refusedTitle : text.noTokenTitle}
          next={{ to: '/forgot-password', label: text.askAgain }}
          other={{ to: '/sign-in', label: text.back }}
        >
          {isRefused ? text.resetRefused : text.noToken}
        </Outcome>
      </EntryLayout>
    )
  return (
    <EntryLayout title={text.resetTitle} hint={text.resetHint}>
      <ResetForm
        onSave={(password) => reset.mutate({ token, password })}
        isPending={reset.isPending}
        error={reset.error}
      />
    </EntryLayout>
  )
}

type ResetFormProps = { onSave: (password: string) => void; isPending: boolean; error: Error | null }

function ResetForm({ onSave, isPending, error }: ResetFormProps) {
  const text = useText(entryText)
  const check = usePasswordCheck()
  const problems = useFieldProblems()(error, ['password'])
  const form = useForm({ initialValues: { password: '' }, validate: { password: (value) => check(value) } })
  const input = form.getInputProps('password')
  return (
    <form onSubmit={form.onSubmit(({ password }) => onSave(password))} noValidate>
      <Stack gap="md">
        <NewPasswordField label={text.newPassword} autoFocus {...input} error={input.error ?? problems.password} />
        {error && !problems.password && <ErrorNotice error={error} />}
        <Button type="submit" size="md" loading={isPending}>
          {text.resetSubmit}
        </Button>
      </Stack>
    </form>
  )
}
