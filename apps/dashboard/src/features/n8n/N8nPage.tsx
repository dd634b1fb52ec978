import '../../styles/forms.ts'
import { Stack } from '@mantine/core'
import { useState } from 'react'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useText } from '../../lib/text.ts'
import { ConsoleCard } from './ConsoleCard.tsx'
import { n8nText } from './n8n.text.ts'
import { emptyDraft } from './n8n-draft.ts'
import { SigningCard } from './SigningCard.tsx'
import { WorkflowCard } from './WorkflowCard.tsx'

/** Setting a workflow of n8n up: how it is asked, what signs the calls, and one question to see all of it. */
export function N8nPage() {
  const text = useText(n8nText)
  const [draft, setDraft] = useState(emptyDraft)
  const [areProblemsShown, showProblems] = useState(false)
  return (
    <PageLayout title={text.title}>
      <Stack gap="lg">
        <WorkflowCard
          draft={draft}
          areProblemsShown={areProblemsShown}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        <SigningCard />
        <ConsoleCard draft={draft} onProblems={() => showProblems(true)} />
      </Stack>
    </PageLayout>
  )
}
