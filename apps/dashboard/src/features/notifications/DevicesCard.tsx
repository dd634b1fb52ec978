import { Badge, Button } from '@mantine/core'
import type { PushDevice } from '@minichat/contracts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import listClasses from '../../components/ListFrame.module.css'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { formatDateTime } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { ItemRow } from '../account/ItemRow.tsx'
import { notificationsText } from './notifications.text.ts'
import { useRemoveDevice } from './use-notifications.ts'

/** The devices that are reached while no dashboard is open. This one goes by its own switch. */
export function DevicesCard({ devices }: { devices: PushDevice[] }) {
  const text = useText(notificationsText)
  const locale = useLocale()
  const { workspace } = useSession()
  const remove = useRemoveDevice()
  return (
    <SettingsCard title={text.devicesTitle} hint={text.devicesHint(workspace.name)}>
      <ul className={listClasses.list}>
        {devices.map(({ id, device, createdAt, isCurrent }) => (
          <li key={id}>
            <ItemRow
              title={device}
              badge={
                isCurrent && (
                  <Badge color="lagoon" variant="light">
                    {text.current}
                  </Badge>
                )
              }
              details={text.since(formatDateTime(locale, new Date(createdAt)))}
              action={
                !isCurrent && (
                  <Button
                    variant="default"
                    size="sm"
                    flex="none"
                    aria-label={text.removeDevice(device)}
                    loading={remove.isPending && remove.variables === id}
                    onClick={() => remove.mutate(id)}
                  >
                    {text.remove}
                  </Button>
                )
              }
            />
          </li>
        ))}
      </ul>
      {remove.error && <ErrorNotice error={remove.error} />}
    </SettingsCard>
  )
}
