import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { SignInResult } from '@minichat/contracts'
import { IconInfoCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { passwordText } from '../../components/password/password.text.ts'
import { api } from '../../lib/api.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { ProviderProblem, SignInProblem } from './SignInProblem.tsx'
import { signInText } from './sign-in.text.ts'

const fields = ['email', 'password'] as const

type PasswordStepProps = {
  /** The second step was not finished in time. */
  isLate: boolean
  onDone: (result: SignInResult) => void
}

export function PasswordStep({ isLate, onDone }: PasswordStepProps) {
  const text = useText(signInText)
  const field = useText(passwordText)
  const checks = useChecks()
  const fieldProblems = useFieldProblems()
  const { next, problem } = useSearch({ from: '/sign-in' })
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => checks.required(value, 254),
      password: (value) => checks.required(value, 1000),
    },
  })
  const signIn = useMutation({
    mutationFn: async (body: typeof form.values) => (await api.request('POST /api/v1/auth/login', { body })).data,
    onSuccess: onDone,
    onError: (error) => {
      form.setErrors(fieldProblems(error, fields))
      form.setFieldValue('password', '')
    },
  })

  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <Stack gap="md">
        {signIn.error ? (
          <SignInProblem error={signIn.error} identifier={signIn.variables?.email ?? ''} />
        ) : isLate ? (
          <Alert color="orange" role="alert" icon={<IconInfoCircle aria-hidden />}>
            {text.tooLate}
          </Alert>
        ) : problem ? (
          <ProviderProblem code={problem} />
        ) : (
          next && (
            <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
              {text.backTo}
            </Alert>
          )
        )}
        <TextInput
          label={text.identifier}
          inputMode="email"
          autoCapitalize="off"
          spellCheck={false}
          autoComplete="username webauthn"
          autoFocus
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={text.password}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': field.show, tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={signIn.isPending}>
          {text.submit}
        </Button>
        <Anchor component={Link} to="/forgot-password" size="sm" ta="center" td="underline">
          {text.forgot}
        </Anchor>
      </Stack>
    </form>
  )
}
