import { NativeSelect, TextInput } from '@mantine/core'
import type { EmbedderKind, Embeddings } from '@minichat/contracts'
import { useId } from 'react'
import { commonText } from '../../lib/common.text.ts'
import { isHttpUrl, useChecks } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { embedderKindText, embeddingsText } from './embeddings.text.ts'
import { type EmbeddingsDraft, embedders, hasKeyFor, ofKind } from './embeddings-draft.ts'
import { KeyField } from './KeyField.tsx'
import { addressExample } from './provider-kinds.ts'

const kinds = ['builtin', 'openai', 'google', 'ollama'] as const satisfies EmbedderKind[]

type Problems = Record<'baseUrl' | 'model', string | null>
type EmbedderFieldsProps = {
  draft: EmbeddingsDraft
  stored: Embeddings
  /** null until they are to be shown. */
  problems: Problems | null
  mayChange: boolean
  onChange: (draft: EmbeddingsDraft) => void
}

/** The model that makes vectors; the built-in one has nothing to set. */
export function EmbedderFields({ draft, stored, problems, mayChange, onChange }: EmbedderFieldsProps) {
  const text = useText(embeddingsText)
  const names = useText(embedderKindText)
  return (
    <>
      <NativeSelect
        label={text.kind}
        disabled={!mayChange}
        value={draft.kind}
        data={kinds.map((kind) => ({ value: kind, label: names[kind] }))}
        onChange={(event) => onChange(ofKind(event.currentTarget.value as EmbedderKind, stored))}
      />
      {draft.kind !== 'builtin' && (
        <ProviderFields
          draft={draft}
          models={embedders[draft.kind].models}
          problems={problems}
          mayChange={mayChange}
          onChange={onChange}
        />
      )}
      {draft.kind !== 'builtin' && mayChange && (
        <KeyField
          draft={draft}
          isOptional={draft.kind !== 'google'}
          hasStoredKey={hasKeyFor(draft, stored)}
          error={undefined}
          onChange={(part) => onChange({ ...draft, ...part })}
        />
      )}
    </>
  )
}

function ProviderFields({
  draft,
  models,
  problems,
  mayChange,
  onChange,
}: Omit<EmbedderFieldsProps, 'stored'> & { models: string[] }) {
  const text = useText(embeddingsText)
  const listId = useId()
  return (
    <>
      <TextInput
        label={text.baseUrl}
        description={text.baseUrlHint}
        type="url"
        inputMode="url"
        placeholder={draft.kind === 'ollama' ? addressExample.ollama : undefined}
        readOnly={!mayChange}
        value={draft.baseUrl}
        error={problems?.baseUrl}
        onChange={(event) => onChange({ ...draft, baseUrl: event.currentTarget.value })}
      />
      <TextInput
        label={text.model}
        description={text.modelHint}
        autoCapitalize="off"
        spellCheck={false}
        list={listId}
        readOnly={!mayChange}
        value={draft.model}
        error={problems?.model}
        onChange={(event) => onChange({ ...draft, model: event.currentTarget.value })}
      />
      <datalist id={listId}>
        {models.map((model) => (
          <option key={model} value={model}>
            {model}
          </option>
        ))}
      </datalist>
    </>
  )
}

/** What is wrong with the fields, in the reader's words. */
export function useEmbedderProblems({ kind, baseUrl, model }: EmbeddingsDraft): Problems {
  const common = useText(commonText)
  const checks = useChecks()
  if (kind === 'builtin') return { baseUrl: null, model: null }
  const address = baseUrl.trim()
  return {
    baseUrl: checks.required(address, 500) ?? (isHttpUrl(address) ? null : common.urlInvalid),
    model: checks.required(model, 120),
  }
}
