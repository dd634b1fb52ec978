import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { NewPasswordField } from '../../components/password/NewPasswordField.tsx'
import { usePasswordCheck } from '../../components/password/use-password-check.ts'
import { api } from '../../lib/api.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'

const fields = ['name', 'email', 'password', 'workspaceName'] as const

/** @param onDone gets the address that a link was mailed to. */
export function RegisterForm({ onDone }: { onDone: (address: string) => void }) {
  const text = useText(entryText)
  const locale = useLocale()
  const checks = useChecks()
  const passwordProblem = usePasswordCheck()
  const fieldProblems = useFieldProblems()
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
  const register = useMutation({
    mutationFn: async (values: typeof form.values) =>
      (await api.request('POST /api/v1/auth/register', { body: { ...values, locale } })).data,
    onSuccess: (answer) => onDone(answer.email),
    onError: (error) => form.setErrors(fieldProblems(error, fields)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => register.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput
          label={text.name}
          description={text.nameHint}
          autoComplete="name"
          autoFocus
          {...form.getInputProps('name')}
        />
        <TextInput label={text.email} type="email" autoComplete="username" {...form.getInputProps('email')} />
        <TextInput
          label={text.workspaceName}
          description={text.workspaceHint}
          autoComplete="organization"
          {...form.getInputProps('workspaceName')}
        />
        <NewPasswordField
          label={text.password}
          known={[name, email, workspaceName]}
          {...form.getInputProps('password')}
        />
        {register.error && <ErrorNotice error={register.error} />}
        <Button type="submit" size="md" loading={register.isPending}>
          {text.register}
        </Button>
      </Stack>
    </form>
  )
}
