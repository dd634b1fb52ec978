import { Button, Group, TextInput } from '@mantine/core'
import type { AiProviderDraft } from '@minichat/contracts'
import { IconList } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { api } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Ai.module.css'
import { aiText } from './ai.text.ts'
import { FailureNotice } from './FailureNotice.tsx'

type ModelFieldProps = {
  value: string
  error: string | null | undefined
  /** The provider as it stands in the dialog. */
  trial: AiProviderDraft
  onChange: (model: string) => void
}

/** A name that can be typed, or taken from what the provider offers. */
export function ModelField({ value, error, trial, onChange }: ModelFieldProps) {
  const text = useText(aiText)
  const locale = useLocale()
  const listId = useId()
  const models = useMutation({
    mutationFn: async (provider: AiProviderDraft) =>
      (await api.request('POST /api/v1/ai/providers/models', { body: { provider } })).data,
  })
  return (
    <div>
      <Group gap="sm" align="flex-end">
        <TextInput
          className={classes.grow}
          label={text.model}
          description={text.modelHint}
          autoCapitalize="off"
          spellCheck={false}
          list={listId}
          value={value}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={models.isPending}
          leftSection={<IconList size={16} aria-hidden />}
          onClick={() => models.mutate({ ...trial, model: undefined })}
        >
          {text.listModels}
        </Button>
      </Group>
      <datalist id={listId}>
        {models.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </datalist>
      <div role="status" className={classes.found}>
        {models.data && !models.isPending && text.modelsFound(formatNumber(locale, models.data.length))}
      </div>
      {models.error && !models.isPending && <FailureNotice error={models.error} />}
    </div>
  )
}
