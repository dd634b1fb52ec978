import '../../styles/forms.ts'
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconInfoCircle } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { EntryLayout } from '../../components/EntryLayout.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { usePageTitle } from '../../components/use-page-title.ts'
import { api } from '../../lib/api.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { enterSession } from '../../lib/session.tsx'
import { setupQuery } from '../../lib/setup-query.ts'
import { useText } from '../../lib/text.ts'
import { signInText } from './sign-in.text.ts'

const fields = ['email', 'password'] as const

export function SignInPage() {
  const text = useText(signInText)
  const checks = useChecks()
  const fieldProblems = useFieldProblems()
  const router = useRouter()
  const { next } = useSearch({ from: '/sign-in' })
  usePageTitle(text.title)
  const setup = useQuery(setupQuery)
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: { email: checks.email, password: (value) => checks.required(value, 1000) },
  })
  const signIn = useMutation({
    mutationFn: async (body: typeof form.values) => (await api.request('POST /api/v1/auth/login', { body })).data,
    onSuccess: (me) => {
      enterSession(me)
      router.history.push(next ?? '/chats')
    },
    onError: (error) => {
      form.setErrors(fieldProblems(error, fields))
      form.setFieldValue('password', '')
    },
  })

  return (
    <EntryLayout title={text.title}>
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        <Stack gap="md">
          {setup.data?.needed && (
            <Alert color="lagoon" icon={<IconInfoCircle aria-hidden />} title={text.setupTitle}>
              {text.setupHint}
            </Alert>
          )}
          {signIn.error ? (
            <ErrorNotice error={signIn.error} />
          ) : (
            next && (
              <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
                {text.backTo}
              </Alert>
            )
          )}
          <TextInput
            label={text.email}
            type="email"
            autoComplete="username"
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={text.password}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': text.showPassword, tabIndex: 0 }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" loading={signIn.isPending}>
            {text.submit}
          </Button>
        </Stack>
      </form>
    </EntryLayout>
  )
}
