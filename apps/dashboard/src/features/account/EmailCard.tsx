import { Alert, Button, Skeleton, Text, TextInput } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePasswordPrompt } from '../../components/password/PasswordPrompt.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { authOptionsQuery } from '../../lib/auth-options.ts'
import { useChecks } from '../../lib/problems.ts'
import { useMe } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { accountText } from './account.text.ts'

/** Another address, once it is confirmed from both. */
export function EmailCard() {
  const text = useText(accountText)
  const checks = useChecks()
  const { user } = useMe()
  const { data: options, isError } = useQuery(authOptionsQuery)
  const { ask, dialog } = usePasswordPrompt()
  const [email, setEmail] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [asked, setAsked] = useState<string | null>(null)
  const wanted = email.trim().toLowerCase()
  const problem = wanted === user.email ? text.emailSame : checks.email(wanted)

  function change() {
    setChecked(true)
    if (problem) return
    ask({
      title: text.emailPromptTitle,
      hint: text.emailPrompt(wanted),
      confirm: text.emailChange,
      run: async (password) => {
        await api.request('POST /api/v1/auth/email/change', { body: { email: wanted, password } })
        setAsked(wanted)
        setEmail('')
        setChecked(false)
      },
    })
  }

  const canChange = options?.sendsMail || isError
  return (
    <>
      <SettingsCard
        title={text.emailTitle}
        hint={text.emailHint}
        onSubmit={change}
        footer={
          canChange && (
            <Button type="submit" variant="default">
              {text.emailChange}
            </Button>
          )
        }
      >
        <TextInput label={text.emailNow} value={user.email} readOnly />
        {asked && asked !== user.email && (
          <Alert color="lagoon" icon={<IconMail aria-hidden />} title={text.emailAskedTitle} role="status">
            {text.emailAsked(asked)}
          </Alert>
        )}
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
        {options?.sendsMail === false && <Text size="sm">{text.emailNoMail}</Text>}
        {!options && !isError && <Skeleton height={42} />}
      </SettingsCard>
      {dialog}
    </>
  )
}
