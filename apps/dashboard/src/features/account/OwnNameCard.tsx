import { TextInput } from '@mantine/core'
import { limits } from '@minichat/contracts/limits'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { isApiError } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useChecks, useProblem } from '../../lib/problems.ts'
import { useMe } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { useSaveMe } from '../../lib/use-save-me.ts'
import { accountText } from './account.text.ts'

const isUsername = (value: string) => /^[a-z0-9][a-z0-9._-]{2,39}$/.test(value)

export function OwnNameCard() {
  const text = useText(accountText)
  const common = useText(commonText)
  const checks = useChecks()
  const problem = useProblem()
  const { user } = useMe()
  const save = useSaveMe()
  const [name, setName] = useState(user.name)
  const [username, setUsername] = useState(user.username ?? '')
  const wanted = username.trim().toLowerCase()
  const nameProblem = checks.required(name, limits.nameMaxLength)
  const usernameProblem = wanted === '' || isUsername(wanted) ? null : text.usernameInvalid
  const isTaken = isApiError(save.error, 'USERNAME_TAKEN') && save.variables?.username === wanted

  function onSave() {
    if (nameProblem || usernameProblem) return
    save.mutate({ name: name.trim(), username: wanted || null })
  }

  return (
    <SettingsCard
      title={text.nameTitle}
      hint={text.nameHint}
      save={{
        onSave,
        isDirty: name.trim() !== user.name || wanted !== (user.username ?? ''),
        isPending: save.isPending,
        isSaved: save.isSuccess,
        error: isTaken ? null : save.error,
      }}
    >
      <TextInput
        label={text.name}
        autoComplete="name"
        value={name}
        error={nameProblem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={`${text.username} (${common.optional})`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={username}
        error={usernameProblem ?? (isTaken ? problem(save.error) : null)}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
    </SettingsCard>
  )
}
