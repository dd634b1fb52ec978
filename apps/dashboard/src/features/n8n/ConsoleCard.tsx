import { Button, TextInput } from '@mantine/core'
import type { AiWorkflow } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useChecks } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { n8nText } from './n8n.text.ts'
import { type N8nDraft, problemsOf, secretOf, settingsOf } from './n8n-draft.ts'
import { TrialResult } from './TrialResult.tsx'
import { useTrial } from './use-n8n.ts'

/** One question to the workflow above, and all that comes of it. */
export function ConsoleCard({
  draft,
  stored,
  onProblems,
}: {
  draft: N8nDraft
  stored: AiWorkflow | null
  onProblems: () => void
}) {
  const text = useText(n8nText)
  const checks = useChecks()
  const [question, setQuestion] = useState<string>(text.questionDefault)
  const trial = useTrial()
  const problem = checks.required(question, limits.questionMaxLength)

  function ask(): void {
    onProblems()
    if (trial.isPending || problem || Object.keys(problemsOf(draft, stored)).length > 0) return
    trial.mutate({ settings: settingsOf(draft), secret: secretOf(draft), providerId: stored?.id, question })
  }
  return (
    <SettingsCard
      title={text.consoleTitle}
      hint={text.consoleHint}
      onSubmit={ask}
      footer={
        <Button type="submit" loading={trial.isPending} leftSection={<IconPlayerPlay size={16} aria-hidden />}>
          {text.ask}
        </Button>
      }
    >
      <TextInput
        label={text.question}
        value={question}
        error={problem}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {trial.error && !trial.isPending && <ErrorNotice error={trial.error} />}
        {trial.data && !trial.isPending && <TrialResult trial={trial.data} />}
      </div>
    </SettingsCard>
  )
}
