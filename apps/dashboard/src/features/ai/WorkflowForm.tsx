import { Button, Group, Stack, TextInput } from '@mantine/core'
import type { AiProviderKind, AiProviderTrial, AiWorkflow } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useChecks } from '../../lib/problems.ts'
import { showFirstProblem } from '../../lib/show-first-problem.ts'
import { useText } from '../../lib/text.ts'
import { draftOf, emptyDraft, problemsOf, secretOf, settingsOf } from '../n8n/n8n-draft.ts'
import { storeWorkflow } from '../n8n/use-n8n.ts'
import { WorkflowFields } from '../n8n/WorkflowFields.tsx'
import { aiText } from './ai.text.ts'
import { KindField } from './KindField.tsx'
import { ProviderTest } from './ProviderTest.tsx'
import { useRefreshProviders } from './use-ai.ts'

type WorkflowFormProps = {
  provider: AiWorkflow | null
  onKind: (kind: AiProviderKind) => void
  onClose: () => void
}

/** Adds a workflow of n8n to the chain, or changes one. */
export function WorkflowForm({ provider, onKind, onClose }: WorkflowFormProps) {
  const text = useText(aiText)
  const common = useText(commonText)
  const checks = useChecks()
  const refresh = useRefreshProviders()
  const [name, setName] = useState(provider?.name ?? 'n8n')
  const [draft, setDraft] = useState(() => (provider ? draftOf(provider) : emptyDraft))
  const [isChecked, setChecked] = useState(false)
  const nameProblem = checks.required(name, limits.nameMaxLength)
  const save = useMutation({
    mutationFn: () => storeWorkflow({ draft, name: name.trim() }, provider?.id ?? null),
    onSuccess: () => {
      onClose()
      void refresh()
    },
  })
  function isValid(): boolean {
    setChecked(true)
    const isFine = Object.keys(problemsOf(draft, provider)).length === 0
    if (!isFine) showFirstProblem()
    return isFine
  }
  const trial = (): AiProviderTrial | null =>
    isValid()
      ? {
          ...(provider ? { providerId: provider.id } : { kind: 'n8n' as const }),
          settings: settingsOf(draft),
          secret: secretOf(draft),
        }
      : null
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isValid() && nameProblem === null) save.mutate()
      }}
    >
      <Stack gap="md">
        <KindField kind="n8n" isStored={provider !== null} onChange={onKind} />
        <TextInput
          label={text.name}
          description={text.nameHint}
          value={name}
          error={isChecked ? nameProblem : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <WorkflowFields
          draft={draft}
          stored={provider}
          areProblemsShown={isChecked}
          onChange={(part) => setDraft((old) => ({ ...old, ...part }))}
        />
        <ProviderTest trial={trial} />
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
