import { Button, Group, Input, PasswordInput, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useId } from 'react'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import type { ProviderDraft } from './provider-draft.ts'

export type KeyDraft = Pick<ProviderDraft, 'key' | 'apiKey'>

type KeyFieldProps = {
  draft: KeyDraft
  isOptional: boolean
  hasStoredKey: boolean
  error: string | undefined
  onChange: (part: Partial<KeyDraft>) => void
}

/** Write-only: says that a key is stored, never which. */
export function KeyField({ draft, isOptional, hasStoredKey, error, onChange }: KeyFieldProps) {
  const text = useText(aiText)
  const common = useText(commonText)
  const labelId = useId()
  if (!hasStoredKey || draft.key === 'replace')
    return (
      <PasswordInput
        label={isOptional ? `${text.apiKey} (${common.optional})` : text.apiKey}
        description={text.apiKeyHint}
        autoComplete="off"
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
        {draft.key === 'keep' ? (
          <>
            <Button size="xs" variant="default" onClick={() => onChange({ key: 'replace' })}>
              {text.replaceKey}
            </Button>
            <Button size="xs" variant="default" onClick={() => onChange({ key: 'remove' })}>
              {text.removeKey}
            </Button>
          </>
        ) : (
          <Button size="xs" variant="default" onClick={() => onChange({ key: 'keep' })}>
            {text.keepKey}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  )
}
