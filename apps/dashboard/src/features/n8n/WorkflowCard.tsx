import { Anchor, Button, NativeSelect } from '@mantine/core'
import type { AiWorkflow } from '@minichat/contracts'
import { Link } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useText } from '../../lib/text.ts'
import { n8nText } from './n8n.text.ts'
import { type N8nDraft, problemsOf } from './n8n-draft.ts'
import { useStoreWorkflow } from './use-n8n.ts'
import { WorkflowFields } from './WorkflowFields.tsx'

type WorkflowCardProps = {
  workflows: AiWorkflow[]
  /** The one of the chain that is in the form; null: a new one. */
  stored: AiWorkflow | null
  draft: N8nDraft
  areProblemsShown: boolean
  onProblems: () => void
  onChange: (part: Partial<N8nDraft>) => void
  onChoose: (workflow: AiWorkflow | null) => void
}

/** A workflow of the chain or a new one, and bringing what is written into the chain. */
export function WorkflowCard({ workflows, stored, draft, onProblems, onChoose, ...fields }: WorkflowCardProps) {
  const text = useText(n8nText)
  const store = useStoreWorkflow(onChoose)
  function use(): void {
    onProblems()
    if (store.isPending || Object.keys(problemsOf(draft, stored)).length > 0) return
    store.mutate({ draft, id: stored?.id ?? null, name: stored?.name ?? text.title })
  }
  return (
    <SettingsCard
      title={text.workflowTitle}
      hint={text.workflowHint}
      onSubmit={use}
      footer={
        <>
          <Button type="submit" variant="default" loading={store.isPending}>
            {stored ? text.saveInChain : text.useInChain}
          </Button>
          {stored && (
            <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/settings/ai" />}>
              {text.toChain}
            </Anchor>
          )}
        </>
      }
    >
      {workflows.length > 0 && (
        <NativeSelect
          label={text.which}
          value={stored?.id ?? ''}
          data={[...workflows.map(({ id, name }) => ({ value: id, label: name })), { value: '', label: text.newOne }]}
          onChange={(event) => onChoose(workflows.find(({ id }) => id === event.currentTarget.value) ?? null)}
        />
      )}
      <WorkflowFields draft={draft} stored={stored} {...fields} />
      {store.error && !store.isPending && <ErrorNotice error={store.error} />}
    </SettingsCard>
  )
}
