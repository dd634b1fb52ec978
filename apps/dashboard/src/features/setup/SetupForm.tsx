import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Locale } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { NewPasswordField } from '../../components/password/NewPasswordField.tsx'
import { usePasswordCheck } from '../../components/password/use-password-check.ts'
import { api, isApiError } from '../../lib/api.ts'
import { forgetLinkToken } from '../../lib/link-token.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { enterSession } from '../../lib/session.tsx'
import { setupQuery } from '../../lib/setup-query.ts'
import { setLocale, useLocale, useText } from '../../lib/text.ts'
import { welcomeStore } from '../../lib/welcome.ts'
import { setupText } from './setup.text.ts'

const fields = ['name', 'email', 'password', 'workspaceName'] as const

export function SetupForm({ token, onRefused }: { token: string; onRefused: () => void }) {
  const text = useText(setupText)
  const locale = useLocale()
  const checks = useChecks()
  const passwordProblem = usePasswordCheck()
  const fieldProblems = useFieldProblems()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', email: '', password: '', workspaceName: '' },
    validate: {
      name: (value) => checks.required(value, limits.nameMaxLength),
      email: checks.email,
      password: (value, { name, email, workspaceName }) => passwordProblem(value, [name, email, workspaceName]),
      workspaceName: (value) => checks.required(value, limits.nameMaxLength),
    },
  })
  const { name, email, workspaceName } = form.values
  const setUp = useMutation({
    mutationFn: async (values: typeof form.values) =>
      (await api.request('POST /api/v1/setup', { body: { ...values, token, locale } })).data,
    onSuccess: (me) => {
      forgetLinkToken('setup')
      enterSession(me)
      welcomeStore.set('due')
      void navigate({ to: '/chats' })
    },
    onError: (error) => {
      form.setErrors(fieldProblems(error, fields))
      if (isApiError(error, 'SETUP_DONE')) void queryClient.invalidateQueries(setupQuery)
      if (isApiError(error, 'INVALID_SETUP_LINK')) {
        forgetLinkToken('setup')
        onRefused()
      }
    },
  })

  return (
    <form onSubmit={form.onSubmit((values) => setUp.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput
          label={text.name}
          description={text.nameHint}
          autoComplete="name"
          autoFocus
          {...form.getInputProps('name')}
        />
        <TextInput label={text.email} type="email" autoComplete="username" {...form.getInputProps('email')} />
        <NewPasswordField
          label={text.password}
          known={[name, email, workspaceName]}
          {...form.getInputProps('password')}
        />
        <TextInput
          label={text.workspaceName}
          description={text.workspaceHint}
          autoComplete="organization"
          {...form.getInputProps('workspaceName')}
        />
        <Radio.Group label={text.language} value={locale} onChange={(value) => setLocale(value as Locale)}>
          <Stack gap={6} mt={6}>
            <Radio value="en" label={text.english} />
            <Radio value="th" label={text.thai} />
          </Stack>
        </Radio.Group>
        {setUp.error && <ErrorNotice error={setUp.error} />}
        <Button type="submit" size="md" loading={setUp.isPending}>
          {text.submit}
        </Button>
      </Stack>
    </form>
  )
}
