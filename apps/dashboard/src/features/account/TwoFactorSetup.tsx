import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { CodeField } from '../../components/CodeField.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useProblem } from '../../lib/problems.ts'
import { useText } from '../../lib/text.ts'
import classes from './Account.module.css'
import { StepTitle } from './StepTitle.tsx'
import { securityText } from './security.text.ts'

export type SetUpData = { secret: string; qrSvg: string; qrSize: number }
type TwoFactorSetupProps = { data: SetUpData; onDone: (backupCodes: string[]) => void; onCancel: () => void }

/** The secret goes into an app, and a first code proves that it got there. */
export function TwoFactorSetup({ data, onDone, onCancel }: TwoFactorSetupProps) {
  const text = useText(securityText)
  const common = useText(commonText)
  const problem = useProblem()
  const [code, setCode] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const verify = useMutation({
    mutationFn: async () => (await api.request('POST /api/v1/auth/2fa/verify', { body: { code } })).data.backupCodes,
    onSuccess: onDone,
    onError: () => setCode(''),
  })
  const submit = () => {
    setEmpty(code === '')
    if (code !== '' && !verify.isPending) verify.mutate()
  }
  const spaced = data.secret.replace(/(.{4})(?=.)/g, '$1 ')
  return (
    <SettingsCard
      title={text.twoFactorTitle}
      onSubmit={submit}
      footer={
        <>
          <Button type="submit" loading={verify.isPending}>
            {text.turnOn}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {text.cancelSetUp}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <StepTitle>{text.scanTitle}</StepTitle>
        <Text size="sm" c="dimmed">
          {text.scanHint}
        </Text>
      </Stack>
      <svg
        className={classes.qr}
        viewBox={`0 0 ${data.qrSize} ${data.qrSize}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label={text.qr}
      >
        <path d={data.qrSvg} />
      </svg>
      <Stack gap={6}>
        <Text size="sm">{text.byHand}</Text>
        <Group gap="sm">
          <Code className={classes.secret}>{spaced}</Code>
          <CopyButton value={data.secret} />
        </Group>
      </Stack>
      <CodeField
        label={text.firstCode}
        value={code}
        onChange={setCode}
        error={code === '' && (isEmpty ? common.fieldRequired : verify.error ? problem(verify.error) : null)}
      />
    </SettingsCard>
  )
}
