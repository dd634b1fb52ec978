import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import listClasses from '../../components/ListFrame.module.css'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { api } from '../../lib/api.ts'
import { formatDay } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useLocale, useText } from '../../lib/text.ts'
import { useNow } from '../../lib/use-now.ts'
import { ItemRow } from './ItemRow.tsx'
import { securityText } from './security.text.ts'
import { useRefreshTwoFactor } from './use-two-factor.ts'

type Device = { id: string; device: string; createdAt: string; expiresAt: string }

/** Where no code is asked for. */
export function TrustedDevices({ devices }: { devices: Device[] }) {
  const text = useText(securityText)
  const locale = useLocale()
  const now = useNow()
  const problem = useProblem()
  const refresh = useRefreshTwoFactor()
  const [chosen, setChosen] = useState<Device | null>(null)
  const [asks, setAsks] = useState(false)
  const forget = useMutation({
    mutationFn: (deviceId: string) =>
      api.request('DELETE /api/v1/auth/2fa/devices/:deviceId', { params: { deviceId } }),
    onError: (error) => void notify({ color: 'red', message: problem(error) }),
    onSettled: async () => {
      await refresh()
      setAsks(false)
    },
  })
  return (
    <SettingsCard title={text.devicesTitle} hint={text.devicesHint}>
      {devices.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.devicesNone}
        </Text>
      )}
      {devices.length > 0 && (
        <ul className={listClasses.list}>
          {devices.map((one) => (
            <li key={one.id}>
              <ItemRow
                title={one.device}
                details={text.trustedUntil(formatDay(locale, new Date(one.expiresAt), now))}
                action={
                  <Button
                    variant="default"
                    size="sm"
                    flex="none"
                    aria-label={text.forgetDevice(one.device)}
                    onClick={() => {
                      setChosen(one)
                      setAsks(true)
                    }}
                  >
                    {text.forget}
                  </Button>
                }
              />
            </li>
          ))}
        </ul>
      )}
      <Confirm
        opened={asks}
        title={text.forgetTitle}
        confirm={text.forget}
        isPending={forget.isPending}
        onConfirm={() => chosen && forget.mutate(chosen.id)}
        onClose={() => setAsks(false)}
      >
        {chosen && text.forgetHint(chosen.device)}
      </Confirm>
    </SettingsCard>
  )
}
