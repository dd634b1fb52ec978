import { TextInput } from '@mantine/core'
import type { Workspace } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useChecks } from '../../lib/problems.ts'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { settingsText } from './settings.text.ts'
import { useSaveWorkspace } from './use-workspace.ts'

export function NameCard({ workspace }: { workspace: Workspace }) {
  const text = useText(settingsText)
  const checks = useChecks()
  const mayManage = useMayManage()
  const save = useSaveWorkspace()
  const [name, setName] = useState(workspace.name)
  const problem = checks.required(name, limits.nameMaxLength)
  return (
    <SettingsCard
      title={text.nameTitle}
      hint={text.nameHint}
      save={
        mayManage
          ? {
              onSave: () => !problem && save.mutate({ name: name.trim() }),
              isDirty: name.trim() !== workspace.name,
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
    >
      <TextInput
        label={text.name}
        readOnly={!mayManage}
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </SettingsCard>
  )
}
