import { Alert, Button, Textarea } from '@mantine/core'
import type { IdentityTest } from '@minichat/contracts'
import { limits } from '@minichat/contracts/limits'
import { IconAlertCircle, IconShieldCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { errorText } from '../../lib/errors.text.ts'
import { formatDateTime } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { identityText } from './identity.text.ts'

/** Says what is wrong with a token, before a visitor finds out. */
export function TestCard({ widgetKey }: { widgetKey: string | undefined }) {
  const text = useText(identityText)
  const [token, setToken] = useState('')
  const test = useMutation({
    mutationFn: async (typed: string) =>
      (
        await api.request('POST /api/v1/identity-keys/test', {
          body: { token: typed, ...(widgetKey && { widgetKey }) },
        })
      ).data,
  })
  const typed = token.trim()
  return (
    <SettingsCard
      title={text.testTitle}
      hint={text.testHint}
      footer={
        <Button
          variant="default"
          loading={test.isPending}
          disabled={typed === '' || typed.length > limits.identityTokenMaxLength}
          onClick={() => test.mutate(typed)}
        >
          {text.test}
        </Button>
      }
    >
      <Textarea
        label={text.token}
        placeholder="eyJ…"
        autosize
        minRows={2}
        maxRows={6}
        autoComplete="off"
        spellCheck={false}
        value={token}
        error={typed.length > limits.identityTokenMaxLength ? text.tokenTooLong : null}
        onChange={(event) => {
          setToken(event.currentTarget.value)
          test.reset()
        }}
      />
      {test.error && <ErrorNotice error={test.error} />}
      {test.data && <TestResult result={test.data} />}
    </SettingsCard>
  )
}

function TestResult({ result: { problem, claim, identity } }: { result: IdentityTest }) {
  const text = useText(identityText)
  const errors = useText(errorText)
  const locale = useLocale()
  if (problem)
    return (
      <Alert role="alert" color="red" icon={<IconAlertCircle aria-hidden />} title={text.refused}>
        {errors[problem]} {claim && text.claim(claim)} <code>{problem}</code>
      </Alert>
    )
  if (!identity) return null
  const { externalId, name, email, expiresAt } = identity
  const who = [externalId, name, email].filter(Boolean).join(' · ')
  return (
    <Alert role="status" color="teal" icon={<IconShieldCheck aria-hidden />} title={text.accepted}>
      {text.acceptedHint(who, formatDateTime(locale, new Date(expiresAt)))}
    </Alert>
  )
}
