import { PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useId } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useText } from '../../lib/text.ts'
import { n8nText } from './n8n.text.ts'
import { authKindsOf, type DraftField, type N8nDraft, problemsOf } from './n8n-draft.ts'
import { authText, draftProblemText, modeHintText, modeText, secretText, triggerText } from './workflow-choices.text.ts'

type WorkflowCardProps = {
  draft: N8nDraft
  areProblemsShown: boolean
  onChange: (part: Partial<N8nDraft>) => void
}

/** Where the workflow is, how it answers and how it knows who calls. */
export function WorkflowCard({ draft, areProblemsShown, onChange }: WorkflowCardProps) {
  const text = useText(n8nText)
  const triggers = useText(triggerText)
  const modes = useText(modeText)
  const modeHints = useText(modeHintText)
  const auths = useText(authText)
  const secrets = useText(secretText)
  const draftProblems = useText(draftProblemText)
  const problems = areProblemsShown ? problemsOf(draft) : {}
  const problem = (field: DraftField) => problems[field] && draftProblems[problems[field]]

  /** Of a Chat Trigger there is less to choose from. */
  function changeTrigger(trigger: N8nDraft['trigger']): void {
    onChange({ trigger, auth: authKindsOf(trigger).includes(draft.auth) ? draft.auth : 'none' })
  }
  return (
    <SettingsCard title={text.workflowTitle} hint={text.workflowHint}>
      <Choice
        label={text.trigger}
        value={draft.trigger}
        values={['chat', 'webhook']}
        labels={triggers}
        onChange={changeTrigger}
      />
      <TextInput
        label={text.url}
        description={text.urlHint}
        type="url"
        inputMode="url"
        placeholder={`https://n8n.example.com/webhook/…${draft.trigger === 'chat' ? '/chat' : ''}`}
        value={draft.url}
        error={problem('url')}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      <Choice
        label={text.mode}
        hint={modeHints[draft.mode]}
        value={draft.mode}
        values={['wait', 'stream', 'async']}
        labels={modes}
        onChange={(mode) => onChange({ mode })}
      />
      <Choice
        label={text.auth}
        value={draft.auth}
        values={authKindsOf(draft.trigger)}
        labels={auths}
        onChange={(auth) => onChange({ auth })}
      />
      {draft.auth === 'basic' && (
        <TextInput
          label={text.userName}
          autoComplete="off"
          value={draft.userName}
          error={problem('userName')}
          onChange={(event) => onChange({ userName: event.currentTarget.value })}
        />
      )}
      {draft.auth === 'header' && (
        <TextInput
          label={text.headerName}
          autoComplete="off"
          spellCheck={false}
          value={draft.headerName}
          error={problem('headerName')}
          onChange={(event) => onChange({ headerName: event.currentTarget.value })}
        />
      )}
      {draft.auth !== 'none' && (
        <PasswordInput
          label={secrets[draft.auth]}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': text.showSecret, tabIndex: 0 }}
          value={draft.secret}
          error={problem('secret')}
          onChange={(event) => onChange({ secret: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={text.timeout}
        description={text.timeoutHint}
        type="number"
        inputMode="numeric"
        min={1}
        max={900}
        value={Number.isNaN(draft.timeoutSeconds) ? '' : String(draft.timeoutSeconds)}
        error={problem('timeoutSeconds')}
        onChange={(event) => onChange({ timeoutSeconds: event.currentTarget.valueAsNumber })}
      />
    </SettingsCard>
  )
}

type ChoiceProps<T extends string> = {
  label: string
  hint?: string
  value: T
  values: readonly T[]
  labels: Record<T, string>
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, hint, value, values, labels, onChange }: ChoiceProps<T>) {
  const id = useId()
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id={id}>
        {label}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        value={value}
        data={values.map((one) => ({ value: one, label: labels[one] }))}
        onChange={(one) => onChange(one as T)}
      />
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </Stack>
  )
}
