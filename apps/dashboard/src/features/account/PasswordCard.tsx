import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { NewPasswordField } from '../../components/password/NewPasswordField.tsx'
import { passwordText } from '../../components/password/password.text.ts'
import { SignInAgain } from '../../components/password/SignInAgain.tsx'
import { usePasswordCheck } from '../../components/password/use-password-check.ts'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api, isApiError } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { useChecks, useFieldProblems, useProblem } from '../../lib/problems.ts'
import { meQuery, useMe } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { securityText } from './security.text.ts'

export function PasswordCard() {
  const text = useText(securityText)
  const field = useText(passwordText)
  const checks = useChecks()
  const passwordProblem = usePasswordCheck()
  const fieldProblems = useFieldProblems()
  const problem = useProblem()
  const { user } = useMe()
  const queryClient = useQueryClient()
  const known = [user.name, user.email]
  const form = useForm({
    initialValues: { currentPassword: '', password: '' },
    validate: {
      currentPassword: (value) => (user.hasPassword ? checks.required(value, 1000) : null),
      password: (value) => passwordProblem(value, known),
    },
  })
  const change = useMutation({
    mutationFn: (body: typeof form.values) => api.request('POST /api/v1/auth/password/change', { body }),
    onSuccess: () => {
      form.reset()
      void queryClient.invalidateQueries(meQuery)
      void notify({ message: text.passwordChanged })
    },
    onError: (error) =>
      form.setErrors({
        ...fieldProblems(error, ['currentPassword', 'password']),
        ...(isApiError(error, 'WRONG_PASSWORD') && { currentPassword: problem(error) }),
        ...(isApiError(error, 'PASSWORD_USED_BEFORE') && { password: problem(error) }),
      }),
  })
  const isAtField = isApiError(change.error, 'WRONG_PASSWORD', 'PASSWORD_USED_BEFORE', 'WEAK_PASSWORD')

  return (
    <SettingsCard
      title={text.passwordTitle}
      hint={user.hasPassword ? text.passwordHint : text.passwordNone}
      onSubmit={() => !change.isPending && form.onSubmit((values) => change.mutate(values))()}
      footer={
        <Button type="submit" loading={change.isPending}>
          {user.hasPassword ? text.passwordChange : text.passwordSet}
        </Button>
      }
    >
      {/* Tells password managers whose password this is. */}
      <input type="text" autoComplete="username" value={user.email} readOnly hidden />
      {user.hasPassword && (
        <PasswordInput
          label={text.passwordNow}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': field.show, tabIndex: 0 }}
          {...form.getInputProps('currentPassword')}
        />
      )}
      <NewPasswordField label={text.passwordNew} known={known} {...form.getInputProps('password')} />
      {change.error && !isAtField && <ErrorNotice error={change.error} />}
      {isApiError(change.error, 'SIGN_IN_AGAIN') && <SignInAgain />}
    </SettingsCard>
  )
}
