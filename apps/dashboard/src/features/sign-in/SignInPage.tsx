import '../../styles/forms.ts'
import { Alert, Button, PasswordInput, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconInfoCircle, IconLink } from '@tabler/icons-react'
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
  usePageTitle(text.title)
  const { data: setup, isPending } = useQuery(setupQuery)
  return (
    <EntryLayout title={setup?.needed ? text.setupTitle : text.title}>
      {isPending && (
        <Stack>
          <Skeleton height={42} />
          <Skeleton height={42} />
        </Stack>
      )}
      {setup?.needed && (
        <Alert color="lagoon" icon={<IconLink aria-hidden />} title={text.setupLink}>
          {text.setupHint}
        </Alert>
      )}
      {!isPending && !setup?.needed && <SignInForm />}
      {setup && !setup.needed && setup.registration === 'invite' && (
        <Text mt="lg" size="sm" c="dimmed">
          {text.invite}
        </Text>
      )}
    </EntryLayout>
  )
}

function SignInForm() {
  const text = useText(signInText)
  const checks = useChecks()
  const fieldProblems = useFieldProblems()
  const router = useRouter()
  const { next } = useSearch({ from: '/sign-in' })
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: { email: checks.email, password: (value) => checks.required(value, 1000) },
  })
  const signIn = useMutation({
    mutationFn: async (body: typeof form.values) => (await api.request('POST /api/v1/auth/login', { body })).data,
    onSuccess: (result) => {
      if (result.status !== 'signed-in') return
      enterSession(result.me)
      router.history.push(next ?? '/chats')
    },
    onError: (error) => {
      form.setErrors(fieldProblems(error, fields))
      form.setFieldValue('password', '')
    },
  })

  return (
    <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
      <Stack gap="md">
        {signIn.error ? (
          <ErrorNotice error={signIn.error} />
        ) : (
          next && (
            <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
              {text.backTo}
            </Alert>
          )
        )}
        <TextInput label={text.email} type="email" autoComplete="username" autoFocus {...form.getInputProps('email')} />
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
  )
}
