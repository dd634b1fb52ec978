import '../../styles/forms.ts'
import { Skeleton, Stack } from '@mantine/core'
import type { AiWorkflow } from '@minichat/contracts'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { commonText } from '../../lib/common.text.ts'
import { showFirstProblem } from '../../lib/show-first-problem.ts'
import { useText } from '../../lib/text.ts'
import { useProviders } from '../ai/use-ai.ts'
import { ConsoleCard } from './ConsoleCard.tsx'
import { n8nText } from './n8n.text.ts'
import { draftOf, emptyDraft, problemsOf } from './n8n-draft.ts'
import { SigningCard } from './SigningCard.tsx'
import { WorkflowCard } from './WorkflowCard.tsx'

/** Setting a workflow of n8n up: how it is asked, what signs the calls, and one question to see all of it. */
export function N8nPage() {
  const text = useText(n8nText)
  const common = useText(commonText)
  const { data: providers, isError, error, refetch } = useProviders()
  const workflows = providers?.filter((one) => one.kind === 'n8n')
  return (
    <PageLayout title={text.title}>
      {isError && !workflows && (
        <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />
      )}
      {!workflows && !isError && (
        <div role="status" aria-label={common.loading}>
          <Skeleton height={320} radius="lg" />
        </div>
      )}
      {workflows && <Workbench workflows={workflows} />}
    </PageLayout>
  )
}

/** Begins with the first workflow of the chain, where there is one. */
function Workbench({ workflows }: { workflows: AiWorkflow[] }) {
  const [storedId, setStoredId] = useState(workflows[0]?.id ?? null)
  const [draft, setDraft] = useState(() => (workflows[0] ? draftOf(workflows[0]) : emptyDraft))
  const [areProblemsShown, showProblems] = useState(false)
  const stored = workflows.find(({ id }) => id === storedId) ?? null
  const onProblems = () => {
    showProblems(true)
    if (Object.keys(problemsOf(draft, stored)).length > 0) showFirstProblem()
  }

  function choose(workflow: AiWorkflow | null): void {
    setStoredId(workflow?.id ?? null)
    setDraft(workflow ? draftOf(workflow) : emptyDraft)
    showProblems(false)
  }
  return (
    <Stack gap="lg">
      <WorkflowCard
        workflows={workflows}
        stored={stored}
        draft={draft}
        areProblemsShown={areProblemsShown}
        onProblems={onProblems}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        onChoose={choose}
      />
      <SigningCard />
      <ConsoleCard draft={draft} stored={stored} onProblems={onProblems} />
    </Stack>
  )
}
