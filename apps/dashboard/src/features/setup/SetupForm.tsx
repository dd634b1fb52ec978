import { Button, Radio, Stack } from '@mantine/core'
import type { Locale } from '@minichat/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { NewAccountFields } from '../../components/new-account/NewAccountFields.tsx'
import {
  type NewAccount,
  newAccountFields,
  useNewAccountForm,
} from '../../components/new-account/use-new-account-form.ts'
import { api, isApiError } from '../../lib/api.ts'
import { forgetLinkToken } from '../../lib/link-token.ts'
import { useFieldProblems } from '../../lib/problems.ts'
import { enterSession } from '../../lib/session.tsx'
import { setupQuery } from '../../lib/setup-query.ts'
import { setLocale, useLocale, useText } from '../../lib/text.ts'
import { welcomeStore } from '../../lib/welcome.ts'
import { setupText } from './setup.text.ts'

export function SetupForm({ token, onRefused }: { token: string; onRefused: () => void }) {
  const text = useText(setupText)
  const locale = useLocale()
  const fieldProblems = useFieldProblems()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const form = useNewAccountForm()
  const setUp = useMutation({
    mutationFn: async (values: NewAccount) =>
      (await api.request('POST /api/v1/setup', { body: { ...values, token, locale } })).data,
    onSuccess: (me) => {
      forgetLinkToken('setup')
      enterSession(me)
      welcomeStore.set('due')
      void navigate({ to: '/chats' })
    },
    onError: (error) => {
      form.setErrors(fieldProblems(error, newAccountFields))
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
        <NewAccountFields form={form} text={text} />
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
