import { Button, Skeleton, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { usePasswordPrompt } from '../../components/password/PasswordPrompt.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { isApiError } from '../../lib/api.ts'
import { notify } from '../../lib/notify.ts'
import { canUsePasskeys } from '../../lib/passkeys.ts'
import { useChecks } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import { PasskeyList } from './PasskeyList.tsx'
import { securityText } from './security.text.ts'
import { nameOfThisDevice, useChangePasskeys, usePasskeys } from './use-passkeys.ts'

const nameMaxLength = 60

export function PasskeysCard() {
  const text = useText(securityText)
  const checks = useChecks()
  const passkeys = usePasskeys()
  const { add } = useChangePasskeys()
  const { ask, dialog } = usePasswordPrompt()
  const [name, setName] = useState(nameOfThisDevice)
  const [isChecked, setChecked] = useState(false)
  const problem = checks.required(name, nameMaxLength)
  const isPossible = canUsePasskeys()
  // What the browser itself says is in its own words, and not for everybody.
  const isByBrowser = add.error !== null && !isApiError(add.error)

  function begin() {
    setChecked(true)
    if (problem) return
    ask({
      title: text.passkeyAddTitle,
      hint: text.passkeyAddHint,
      confirm: text.passkeyAdd,
      run: async (password) => {
        const added = await add.mutateAsync({ name: name.trim(), password }).catch((error: unknown) => {
          if (isApiError(error)) throw error
          return null
        })
        if (added) void notify({ message: text.passkeyAdded(added.name) })
      },
    })
  }

  return (
    <>
      <SettingsCard
        title={text.passkeysTitle}
        hint={text.passkeysHint}
        onSubmit={begin}
        footer={
          isPossible && (
            <Button type="submit" variant="default">
              {text.passkeyAdd}
            </Button>
          )
        }
      >
        {passkeys.isError && <ErrorNotice error={passkeys.error} onRetry={() => void passkeys.refetch()} />}
        {passkeys.isPending && <Skeleton height={42} />}
        {passkeys.data && <PasskeyList passkeys={passkeys.data} />}
        {isPossible ? (
          <TextInput
            label={text.passkeyName}
            description={text.passkeyNameHint}
            value={name}
            error={isChecked && problem}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {text.passkeysUnsupported}
          </Text>
        )}
        {isByBrowser && (
          <Text size="sm" c="red" role="alert">
            {text.passkeyFailed}
          </Text>
        )}
      </SettingsCard>
      {dialog}
    </>
  )
}
