import { Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ApiKey } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useChecks } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { apiKeysText } from './api-keys.text.ts'
import { FormEnd } from './KeyDialogs.tsx'

type RenameKeyFormProps = { apiKey: ApiKey; onClose: () => void; onRenamed: () => void }

export function RenameKeyForm({ apiKey, onClose, onRenamed }: RenameKeyFormProps) {
  const text = useText(apiKeysText)
  const common = useText(commonText)
  const checks = useChecks()
  const form = useForm({
    initialValues: { name: apiKey.name },
    validate: { name: (value) => checks.required(value, limits.nameMaxLength) },
  })
  const rename = useMutation({
    mutationFn: (body: { name: string }) =>
      api.request('PATCH /api/v1/api-keys/:keyId', { params: { keyId: apiKey.id }, body }),
    onSuccess: onRenamed,
  })
  return (
    <form onSubmit={form.onSubmit((values) => rename.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput label={text.name} description={text.nameHint} data-autofocus {...form.getInputProps('name')} />
        <FormEnd submit={common.save} isPending={rename.isPending} error={rename.error} onClose={onClose} />
      </Stack>
    </form>
  )
}
