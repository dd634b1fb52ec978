import { Button, Group, Stack } from '@mantine/core'
import type { AiModel, AiModelKind, AiProviderKind } from '@minichat/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { showFirstProblem } from '../../lib/show-first-problem.ts'
import { useText } from '../../lib/text.ts'
import { aiText } from './ai.text.ts'
import { ProviderFields } from './ProviderFields.tsx'
import { ProviderTest } from './ProviderTest.tsx'
import { draftOf, newDraft, type ProviderDraft, trialOf, valuesOf } from './provider-draft.ts'
import { useProviderProblems } from './provider-problems.ts'
import { useRefreshProviders } from './use-ai.ts'

type ModelFormProps = {
  provider: AiModel | null
  /** What a new one begins with. */
  kind: AiModelKind
  onKind: (kind: AiProviderKind) => void
  onClose: () => void
}

/** Adds a model of a provider, or changes one. */
export function ModelForm({ provider, kind, onKind, onClose }: ModelFormProps) {
  const text = useText(aiText)
  const common = useText(commonText)
  const refresh = useRefreshProviders()
  const [draft, setDraft] = useState(() => (provider ? draftOf(provider) : newDraft(text.nameDefault, kind)))
  const [isChecked, setChecked] = useState(false)
  const problems = useProviderProblems(draft)
  const save = useMutation({
    mutationFn: (values: ProviderDraft) => store(values, provider),
    onSuccess: () => {
      onClose()
      void refresh()
    },
  })
  const change = (part: Partial<ProviderDraft>) => setDraft((old) => ({ ...old, ...part }))
  function changeKind(to: AiProviderKind): void {
    if (to !== 'n8n') change({ kind: to, model: '' })
    onKind(to)
  }
  /** @param except fields that are not needed for what is to be done. */
  const check = (...except: (keyof typeof problems)[]) => {
    setChecked(true)
    const isFine = Object.entries(problems).every(
      ([field, problem]) => problem === null || except.some((one) => one === field),
    )
    if (!isFine) showFirstProblem()
    return isFine
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (check()) save.mutate(draft)
      }}
    >
      <Stack gap="md">
        <ProviderFields
          draft={draft}
          stored={provider}
          problems={isChecked ? problems : null}
          serverError={save.error}
          onChange={change}
          onKind={changeKind}
        />
        <ProviderTest trial={() => (check('name') ? trialOf(draft, provider) : null)} />
        {save.error ? <ErrorNotice error={save.error} /> : null}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {provider ? common.save : text.add}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function store(draft: ProviderDraft, provider: AiModel | null): Promise<unknown> {
  const body = { name: draft.name.trim(), ...valuesOf(draft) }
  return provider
    ? api.request('PATCH /api/v1/ai/providers/:providerId', { params: { providerId: provider.id }, body })
    : api.request('POST /api/v1/ai/providers', { body: { kind: draft.kind, ...body } })
}
