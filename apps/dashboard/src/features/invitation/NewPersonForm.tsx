import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { limits } from '@minichat/contracts/limits'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { NewPasswordField } from '../../components/password/NewPasswordField.tsx'
import { usePasswordCheck } from '../../components/password/use-password-check.ts'
import { api, isApiError } from '../../lib/api.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { invitationText } from './invitation.text.ts'
import { useJoined } from './use-joined.ts'

const fields = ['name', 'password'] as const

/** For who has no account yet. */
export function NewPersonForm({ token, email, workspace }: { token: string; email: string; workspace: string }) {
  const text = useText(invitationText)
  const locale = useLocale()
  const checks = useChecks()
  const passwordProblem = usePasswordCheck()
  const fieldProblems = useFieldProblems()
  const queryClient = useQueryClient()
  const joined = useJoined()
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (value) => checks.required(value, limits.nameMaxLength),
      password: (value, { name }) => passwordProblem(value, [name, email, workspace]),
    },
  })
  const join = useMutation({
    mutationFn: async (values: typeof form.values) =>
      (await api.request('POST /api/v1/invitations/accept-new', { body: { ...values, token, locale } })).data,
    onSuccess: joined,
    onError: (error) => {
      form.setErrors(fieldProblems(error, fields))
      // What the link offers is not what it was: an account was made meanwhile, or the link has ended.
      if (isApiError(error, 'INVALID_LINK', 'EMAIL_TAKEN'))
        void queryClient.invalidateQueries({ queryKey: ['invitation', token] })
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => join.mutate(values))} noValidate>
      <Stack gap="md">
        <Text c="dimmed">{text.newHint}</Text>
        {/* So that password managers keep the password with the address. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <TextInput
          label={text.name}
          description={text.nameHint}
          autoComplete="name"
          autoFocus
          {...form.getInputProps('name')}
        />
        <NewPasswordField
          label={text.password}
          known={[form.values.name, email, workspace]}
          {...form.getInputProps('password')}
        />
        {join.error && <ErrorNotice error={join.error} />}
        <Button type="submit" size="md" loading={join.isPending}>
          {text.submit}
        </Button>
      </Stack>
    </form>
  )
}
