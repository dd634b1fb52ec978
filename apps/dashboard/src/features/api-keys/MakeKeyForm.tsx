import { Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Scope } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChecks, useFieldProblems } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { apiKeysText } from './api-keys.text.ts'
import { FormEnd } from './KeyDialogs.tsx'
import { useDaysCheck } from './use-days-check.ts'

/** @param onMade is given the secret. */
export function MakeKeyForm({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const text = useText(apiKeysText)
  const checks = useChecks()
  const checkDays = useDaysCheck()
  const fieldProblems = useFieldProblems()
  const form = useForm({
    initialValues: { name: '', scope: 'read' as Scope, days: String(limits.apiKeyDefaultDays) },
    validate: { name: (value) => checks.required(value, limits.nameMaxLength), days: checkDays },
  })
  const make = useMutation({
    mutationFn: async ({ name, scope, days }: typeof form.values) =>
      (await api.request('POST /api/v1/api-keys', { body: { name, scope, expiresInDays: Number(days) } })).data,
    onSuccess: ({ secret }) => onMade(secret),
    onError: (error) => form.setErrors(fieldProblems(error, ['name'])),
  })
  return (
    <form onSubmit={form.onSubmit((values) => make.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput label={text.name} description={text.nameHint} data-autofocus {...form.getInputProps('name')} />
        <Radio.Group label={text.scope} {...form.getInputProps('scope')}>
          <Stack gap="sm" mt="xs">
            <Radio value="read" label={text.scopeRead} description={text.scopeReadHint} />
            <Radio value="write" label={text.scopeWrite} description={text.scopeWriteHint} />
            <Radio value="admin" label={text.scopeAdmin} description={text.scopeAdminHint} />
          </Stack>
        </Radio.Group>
        <TextInput label={text.days} description={text.daysHint} inputMode="numeric" {...form.getInputProps('days')} />
        <FormEnd submit={text.make} isPending={make.isPending} error={make.error} onClose={onClose} />
      </Stack>
    </form>
  )
}
