import { Input, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ApiKey } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { api } from '../../lib/api.ts'
import { useText } from '../../lib/text.ts'
import { apiKeysText } from './api-keys.text.ts'
import { FormEnd } from './KeyDialogs.tsx'
import { useDaysCheck } from './use-days-check.ts'

type RotateKeyFormProps = { apiKey: ApiKey; onClose: () => void; onRotated: (secret: string) => void }

/** @param onRotated is given the new secret. */
export function RotateKeyForm({ apiKey, onClose, onRotated }: RotateKeyFormProps) {
  const text = useText(apiKeysText)
  const overlapId = useId()
  const form = useForm({
    initialValues: { overlap: String(limits.apiKeyDefaultOverlapHours), days: String(limits.apiKeyDefaultDays) },
    validate: { days: useDaysCheck() },
  })
  const rotate = useMutation({
    mutationFn: async ({ overlap, days }: typeof form.values) =>
      (
        await api.request('POST /api/v1/api-keys/:keyId/rotate', {
          params: { keyId: apiKey.id },
          body: { overlapHours: Number(overlap), expiresInDays: Number(days) },
        })
      ).data,
    onSuccess: ({ secret }) => onRotated(secret),
  })
  return (
    <form onSubmit={form.onSubmit((values) => rotate.mutate(values))} noValidate>
      <Stack gap="md">
        <Text size="sm">{text.rotateHint}</Text>
        <Input.Wrapper label={text.overlap} labelElement="div" labelProps={{ id: overlapId }}>
          <SegmentedControl
            mt={4}
            fullWidth
            aria-labelledby={overlapId}
            {...form.getInputProps('overlap')}
            data={[
              { value: '0', label: text.overlapNone },
              { value: '24', label: text.overlapDay },
              { value: '72', label: text.overlapThreeDays },
              { value: '168', label: text.overlapWeek },
            ]}
          />
        </Input.Wrapper>
        <TextInput label={text.days} description={text.daysHint} inputMode="numeric" {...form.getInputProps('days')} />
        <FormEnd submit={text.rotate} isPending={rotate.isPending} error={rotate.error} onClose={onClose} />
      </Stack>
    </form>
  )
}
