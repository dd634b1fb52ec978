import { Button, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { NewAccountFields } from '../../components/new-account/NewAccountFields.tsx'
import {
  type NewAccount,
  newAccountFields,
  useNewAccountForm,
} from '../../components/new-account/use-new-account-form.ts'
import { api } from '../../lib/api.ts'
import { useFieldProblems } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { entryText } from './entry.text.ts'

/** @param onDone gets the address that a link was mailed to. */
export function RegisterForm({ onDone }: { onDone: (address: string) => void }) {
  const text = useText(entryText)
  const locale = useLocale()
  const fieldProblems = useFieldProblems()
  const form = useNewAccountForm()
  const register = useMutation({
    mutationFn: async (values: NewAccount) =>
      (await api.request('POST /api/v1/auth/register', { body: { ...values, locale } })).data,
    onSuccess: (answer) => onDone(answer.email),
    onError: (error) => form.setErrors(fieldProblems(error, newAccountFields)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => register.mutate(values))} noValidate>
      <Stack gap="md">
        <NewAccountFields form={form} text={text} />
        {register.error && <ErrorNotice error={register.error} />}
        <Button type="submit" size="md" loading={register.isPending}>
          {text.register}
        </Button>
      </Stack>
    </form>
  )
}
