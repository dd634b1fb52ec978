import { PasswordInput, TextInput } from '@mantine/core'
import { useText } from '../../lib/text.ts'
import { Choice } from './Choice.tsx'
import { n8nText } from './n8n.text.ts'
import { authKindsOf, type DraftField, fitsStored, type N8nDraft, problemsOf, type StoredSecret } from './n8n-draft.ts'
import { authText, draftProblemText, modeHintText, modeText, secretText, triggerText } from './workflow-choices.text.ts'

type WorkflowFieldsProps = {
  draft: N8nDraft
  /** What is stored of it, where something is. */
  stored: StoredSecret | null
  areProblemsShown: boolean
  onChange: (part: Partial<N8nDraft>) => void
}

/** Where the workflow is, how it answers, how it knows who calls, and what it is told. */
export function WorkflowFields({ draft, stored, areProblemsShown, onChange }: WorkflowFieldsProps) {
  const text = useText(n8nText)
  const triggers = useText(triggerText)
  const modes = useText(modeText)
  const modeHints = useText(modeHintText)
  const auths = useText(authText)
  const secrets = useText(secretText)
  const draftProblems = useText(draftProblemText)
  const problems = areProblemsShown ? problemsOf(draft, stored) : {}
  const problem = (field: DraftField) => problems[field] && draftProblems[problems[field]]

  /** Of a Chat Trigger there is less to choose from. */
  function changeTrigger(trigger: N8nDraft['trigger']): void {
    onChange({ trigger, auth: authKindsOf(trigger).includes(draft.auth) ? draft.auth : 'none' })
  }
  return (
    <>
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
          description={fitsStored(draft, stored) ? text.secretStored : text.secretHint}
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
      <TextInput
        label={text.heartbeatEn}
        description={text.heartbeatHint}
        maxLength={120}
        lang="en"
        value={draft.heartbeatEn}
        onChange={(event) => onChange({ heartbeatEn: event.currentTarget.value })}
      />
      <TextInput
        label={text.heartbeatTh}
        maxLength={120}
        lang="th"
        value={draft.heartbeatTh}
        onChange={(event) => onChange({ heartbeatTh: event.currentTarget.value })}
      />
      <TextInput
        label={text.attributes}
        description={text.attributesHint}
        autoCapitalize="off"
        spellCheck={false}
        value={draft.attributes}
        error={problem('attributes')}
        onChange={(event) => onChange({ attributes: event.currentTarget.value })}
      />
    </>
  )
}
