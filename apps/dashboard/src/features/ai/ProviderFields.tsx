import { TextInput } from '@mantine/core'
import type { AiModel, AiProviderKind } from '@minichat/contracts'
import { useFieldProblems } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { KeyField } from './KeyField.tsx'
import { KindField } from './KindField.tsx'
import { LimitFields } from './LimitFields.tsx'
import { ModelField } from './ModelField.tsx'
import { type ProviderDraft, trialOf } from './provider-draft.ts'
import { addressExample, isOwn } from './provider-kinds.ts'
import type { ProviderProblems } from './provider-problems.ts'

type ProviderFieldsProps = {
  draft: ProviderDraft
  stored: AiModel | null
  /** null until they are to be shown. */
  problems: ProviderProblems | null
  serverError: unknown
  onChange: (part: Partial<ProviderDraft>) => void
  onKind: (kind: AiProviderKind) => void
}

export function ProviderFields({ draft, stored, problems, serverError, onChange, onKind }: ProviderFieldsProps) {
  const text = useText(aiText)
  const fromServer = useFieldProblems()(serverError, ['name', 'baseUrl', 'model', 'apiKey'])
  return (
    <>
      <KindField kind={draft.kind} isStored={stored !== null} onChange={onKind} />
      <TextInput
        label={text.name}
        description={text.nameHint}
        value={draft.name}
        error={problems?.name ?? fromServer.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={text.baseUrl}
        description={isOwn(draft.kind) ? text.baseUrlOwn : text.baseUrlHint}
        type="url"
        inputMode="url"
        placeholder={addressExample[draft.kind]}
        value={draft.baseUrl}
        error={problems?.baseUrl ?? fromServer.baseUrl}
        onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
      />
      <KeyField
        draft={draft}
        isOptional={isOwn(draft.kind)}
        hasStoredKey={stored?.hasApiKey ?? false}
        error={fromServer.apiKey}
        onChange={onChange}
      />
      <ModelField
        value={draft.model}
        error={problems?.model ?? fromServer.model}
        trial={trialOf(draft, stored)}
        onChange={(model) => onChange({ model })}
      />
      <LimitFields draft={draft} problems={problems} onChange={onChange} />
    </>
  )
}
