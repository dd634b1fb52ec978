import { Radio, Stack } from '@mantine/core'
import type { Workspace } from '@minichat/contracts'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { ProviderFields, useProviderProblems } from './ProviderFields.tsx'
import { ResponderTest } from './ResponderTest.tsx'
import { changeOf, draftOf, isChanged, type ResponderDraft } from './responder-draft.ts'
import { settingsText } from './settings.text.ts'
import { useSaveWorkspace } from './use-workspace.ts'

/** What answers visitors: the built-in responder or an AI provider. */
export function ResponderCard({ workspace }: { workspace: Workspace }) {
  const text = useText(settingsText)
  const mayManage = useMayManage()
  const save = useSaveWorkspace()
  const [draft, setDraft] = useState(() => draftOf(workspace.responder))
  const [isChecked, setChecked] = useState(false)
  const problems = useProviderProblems(draft)
  const isValid = draft.kind === 'builtin' || Object.values(problems).every((problem) => problem === null)
  const change = (part: Partial<ResponderDraft>) => setDraft((old) => ({ ...old, ...part }))

  function onSave() {
    setChecked(true)
    if (!isValid) return
    save.mutate({ responder: changeOf(draft) }, { onSuccess: ({ responder }) => setDraft(draftOf(responder)) })
  }

  return (
    <SettingsCard
      title={text.responderTitle}
      hint={text.responderHint}
      save={
        mayManage
          ? {
              onSave,
              isDirty: isChanged(draft, workspace.responder),
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
    >
      <Radio.Group
        aria-label={text.responderKind}
        value={draft.kind}
        onChange={(kind) => change({ kind: kind as ResponderDraft['kind'] })}
      >
        <Stack gap="sm">
          <Radio value="builtin" label={text.builtin} description={text.builtinHint} disabled={!mayManage} />
          <Radio value="openai" label={text.openai} description={text.openaiHint} disabled={!mayManage} />
        </Stack>
      </Radio.Group>
      {draft.kind === 'openai' && (
        <ProviderFields
          draft={draft}
          hasStoredKey={workspace.responder.hasApiKey}
          problems={isChecked ? problems : null}
          serverError={save.error}
          onChange={change}
        />
      )}
      {mayManage && (
        <ResponderTest
          change={() => {
            setChecked(true)
            return isValid ? changeOf(draft) : null
          }}
        />
      )}
    </SettingsCard>
  )
}
