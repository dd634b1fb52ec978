import { Button, Skeleton, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePasswordPrompt } from '../../components/password/PasswordPrompt.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { authOptionsQuery, reachesByMail } from '../../lib/auth-options.ts'
import { useChecks } from '../../lib/problems.ts'
import { useMe } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { accountText } from './account.text.ts'
import { EmailWaiting } from './EmailWaiting.tsx'
import { useEmailChange } from './use-email-change.ts'

/** Another address, once it is confirmed from both. */
export function EmailCard() {
  const text = useText(accountText)
  const checks = useChecks()
  const { user } = useMe()
  const { data: options, isError } = useQuery(authOptionsQuery)
  const { ask, dialog } = usePasswordPrompt()
  const change = useEmailChange()
  const [email, setEmail] = useState('')
  const [isChecked, setChecked] = useState(false)
  const wanted = email.trim().toLowerCase()
  const problem = wanted === user.email ? text.emailSame : checks.email(wanted)

  function submit() {
    setChecked(true)
    if (problem) return
    ask({
      title: text.emailPromptTitle,
      hint: text.emailPrompt(wanted),
      confirm: text.emailChange,
      run: async (password) => {
        await change.ask({ email: wanted, password })
        setEmail('')
        setChecked(false)
      },
    })
  }

  const canChange = isError || (options && reachesByMail(options))
  return (
    <>
      <SettingsCard
        title={text.emailTitle}
        hint={text.emailHint}
        onSubmit={submit}
        footer={
          canChange && (
            <Button type="submit" variant="default">
              {text.emailChange}
            </Button>
          )
        }
      >
        <TextInput label={text.emailNow} value={user.email} readOnly />
        <EmailWaiting />
        {canChange && (
          <TextInput
            label={text.emailNew}
            type="email"
            autoComplete="email"
            value={email}
            error={isChecked && problem}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        {options && !reachesByMail(options) && <Text size="sm">{text.emailNoMail}</Text>}
        {!options && !isError && <Skeleton height={42} />}
      </SettingsCard>
      {dialog}
    </>
  )
}
