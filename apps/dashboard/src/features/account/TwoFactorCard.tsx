import { Badge, Button, Group, Skeleton, Text } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { usePasswordPrompt } from '../../components/password/PasswordPrompt.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { BackupCodes } from './BackupCodes.tsx'
import { securityText } from './security.text.ts'
import { TrustedDevices } from './TrustedDevices.tsx'
import { type SetUpData, TwoFactorSetup } from './TwoFactorSetup.tsx'
import { useRefreshTwoFactor, useTwoFactor } from './use-two-factor.ts'

/** What the card shows in place of the state: a set-up that has begun, or codes that are shown once. */
type Step = { name: 'set-up'; data: SetUpData } | { name: 'codes'; codes: string[] } | null

export function TwoFactorCard() {
  const text = useText(securityText)
  const { data, isError, error, refetch } = useTwoFactor()
  const refresh = useRefreshTwoFactor()
  const [step, setStep] = useState<Step>(null)
  const finish = () => setStep(null)
  const showCodes = (codes: string[]) => {
    setStep({ name: 'codes', codes })
    void refresh()
  }
  if (step?.name === 'set-up') return <TwoFactorSetup data={step.data} onDone={showCodes} onCancel={finish} />
  if (step?.name === 'codes')
    return (
      <SettingsCard title={text.twoFactorTitle}>
        <BackupCodes codes={step.codes} onKept={finish} />
      </SettingsCard>
    )
  if (!data)
    return (
      <SettingsCard title={text.twoFactorTitle} hint={text.twoFactorHint}>
        {isError ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton height={42} />}
      </SettingsCard>
    )
  return data.isOn ? (
    <>
      <OnCard codesLeft={data.backupCodesLeft} onCodes={showCodes} />
      <TrustedDevices devices={data.trustedDevices} />
    </>
  ) : (
    <OffCard onBegin={(begun) => setStep({ name: 'set-up', data: begun })} />
  )
}

function OffCard({ onBegin }: { onBegin: (data: SetUpData) => void }) {
  const text = useText(securityText)
  const { ask, dialog } = usePasswordPrompt()
  const begin = () =>
    ask({
      title: text.setUpPromptTitle,
      confirm: text.twoFactorSetUp,
      run: async (password) => onBegin((await api.request('POST /api/v1/auth/2fa/setup', { body: { password } })).data),
    })
  return (
    <>
      <SettingsCard
        title={text.twoFactorTitle}
        hint={text.twoFactorHint}
        footer={<Button onClick={begin}>{text.twoFactorSetUp}</Button>}
      />
      {dialog}
    </>
  )
}

type OnCardProps = { codesLeft: number; onCodes: (codes: string[]) => void }

function OnCard({ codesLeft, onCodes }: OnCardProps) {
  const text = useText(securityText)
  const locale = useLocale()
  const refresh = useRefreshTwoFactor()
  const { ask, dialog } = usePasswordPrompt()
  const renew = () =>
    ask({
      title: text.renewTitle,
      hint: text.renewHint,
      confirm: text.renew,
      run: async (password) =>
        onCodes((await api.request('POST /api/v1/auth/2fa/backup-codes', { body: { password } })).data.backupCodes),
    })
  const turnOff = () =>
    ask({
      title: text.turnOffTitle,
      hint: text.turnOffHint,
      confirm: text.turnOff,
      isDangerous: true,
      run: async (password) => {
        await api.request('POST /api/v1/auth/2fa/disable', { body: { password } })
        await refresh()
      },
    })
  return (
    <>
      <SettingsCard
        title={text.twoFactorTitle}
        hint={text.twoFactorHint}
        footer={
          <>
            <Button variant="default" onClick={renew}>
              {text.renew}
            </Button>
            <Button variant="default" onClick={turnOff}>
              {text.turnOff}
            </Button>
          </>
        }
      >
        <Group gap="sm">
          <Badge color="lagoon" variant="light" size="lg" leftSection={<IconShieldCheck size={14} aria-hidden />}>
            {text.twoFactorOn}
          </Badge>
          <Text size="sm">
            {text.backupLeft(formatNumber(locale, codesLeft))} {codesLeft < 3 && text.backupLow}
          </Text>
        </Group>
      </SettingsCard>
      {dialog}
    </>
  )
}
