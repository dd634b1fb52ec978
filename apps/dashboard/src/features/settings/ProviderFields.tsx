import { Button, Group, Input, PasswordInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { limits } from '@minichat/contracts/limits'
import { IconKey } from '@tabler/icons-react'
import { useId } from 'react'
import { commonText } from '../../lib/common.text.ts'
import { isHttpUrl, useChecks, useFieldProblems } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import type { ResponderDraft } from './responder-draft.ts'
import { settingsText } from './settings.text.ts'

type Problems = Record<'baseUrl' | 'model' | 'instructions', string | null>
const fields = ['baseUrl', 'model', 'instructions', 'apiKey'] as const

export function useProviderProblems({ baseUrl, model, instructions }: ResponderDraft): Problems {
  const text = useText(settingsText)
  const common = useText(commonText)
  const checks = useChecks()
  return {
    baseUrl: baseUrl.trim() === '' ? text.baseUrlRequired : isHttpUrl(baseUrl.trim()) ? null : common.urlInvalid,
    model: model.trim() === '' ? text.modelRequired : checks.tooLong(model, 120),
    instructions: checks.tooLong(instructions, limits.instructionsMaxLength),
  }
}

type ProviderFieldsProps = {
  draft: ResponderDraft
  hasStoredKey: boolean
  /** null until they are to be shown. */
  problems: Problems | null
  serverError: unknown
  onChange: (part: Partial<ResponderDraft>) => void
}

export function ProviderFields({ draft, hasStoredKey, problems, serverError, onChange }: ProviderFieldsProps) {
  const text = useText(settingsText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const fromServer = useFieldProblems()(serverError, fields)
  return (
    <Stack gap="md">
      <TextInput
        label={text.baseUrl}
        description={text.baseUrlHint}
        type="url"
        inputMode="url"
        placeholder="https://api.example.com/v1"
        readOnly={!mayManage}
        value={draft.baseUrl}
        error={problems?.baseUrl ?? fromServer.baseUrl}
        onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
      />
      <TextInput
        label={text.model}
        description={text.modelHint}
        autoCapitalize="off"
        spellCheck={false}
        readOnly={!mayManage}
        value={draft.model}
        error={problems?.model ?? fromServer.model}
        onChange={(event) => onChange({ model: event.currentTarget.value })}
      />
      <KeyField draft={draft} hasStoredKey={hasStoredKey} error={fromServer.apiKey} onChange={onChange} />
      <Textarea
        label={`${text.instructions} (${common.optional})`}
        description={text.instructionsHint}
        autosize
        minRows={3}
        maxRows={10}
        readOnly={!mayManage}
        value={draft.instructions}
        error={problems?.instructions ?? fromServer.instructions}
        onChange={(event) => onChange({ instructions: event.currentTarget.value })}
      />
    </Stack>
  )
}

type KeyFieldProps = Pick<ProviderFieldsProps, 'draft' | 'hasStoredKey' | 'onChange'> & { error: string | undefined }

/** Write-only: says that a key is stored, never which. */
function KeyField({ draft, hasStoredKey, error, onChange }: KeyFieldProps) {
  const text = useText(settingsText)
  const common = useText(commonText)
  const mayManage = useMayManage()
  const labelId = useId()
  if (!hasStoredKey || draft.key === 'replace')
    return (
      <PasswordInput
        label={`${text.apiKey} (${common.optional})`}
        description={text.apiKeyHint}
        autoComplete="off"
        readOnly={!mayManage}
        visibilityToggleButtonProps={{ 'aria-label': text.showKey, tabIndex: 0 }}
        value={draft.apiKey}
        error={error}
        onChange={(event) => onChange({ apiKey: event.currentTarget.value })}
      />
    )
  return (
    <Input.Wrapper label={text.apiKey} labelElement="div" labelProps={{ id: labelId }}>
      <Group gap="sm" mt={4} role="group" aria-labelledby={labelId}>
        <IconKey size={18} stroke={1.6} aria-hidden />
        <Text size="sm" role="status">
          {draft.key === 'remove' ? text.keyRemoved : text.keyStored}
        </Text>
        {mayManage && draft.key === 'keep' && (
          <>
            <Button size="xs" variant="default" onClick={() => onChange({ key: 'replace' })}>
              {text.replaceKey}
            </Button>
            <Button size="xs" variant="default" onClick={() => onChange({ key: 'remove' })}>
              {text.removeKey}
            </Button>
          </>
        )}
        {draft.key === 'remove' && (
          <Button size="xs" variant="default" onClick={() => onChange({ key: 'keep' })}>
            {text.keepKey}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  )
}
