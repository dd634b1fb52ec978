import { Button, NativeSelect } from '@mantine/core'
import type { Workspace } from '@minichat/contracts'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { settingsText } from './settings.text.ts'
import { useSaveWorkspace } from './use-workspace.ts'

/** What browsers still call by its former name. */
const newNames: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
}
const named = (zone: string) => newNames[zone] ?? zone
const ownZone = named(Intl.DateTimeFormat().resolvedOptions().timeZone)

/** By whose clocks a day begins. */
export function TimeZoneCard({ workspace }: { workspace: Workspace }) {
  const text = useText(settingsText)
  const mayManage = useMayManage()
  const save = useSaveWorkspace()
  const [zone, setZone] = useState(workspace.timeZone)
  const zones = [
    ...new Set(['UTC', workspace.timeZone, ownZone, ...Intl.supportedValuesOf('timeZone').map(named)]),
  ].sort()
  return (
    <SettingsCard
      title={text.zoneTitle}
      hint={text.zoneHint}
      save={
        mayManage
          ? {
              onSave: () => save.mutate({ timeZone: zone }),
              isDirty: zone !== workspace.timeZone,
              isPending: save.isPending,
              isSaved: save.isSuccess,
              error: save.error,
            }
          : undefined
      }
      footer={
        mayManage &&
        zone !== ownZone && (
          <Button variant="subtle" onClick={() => setZone(ownZone)}>
            {text.takeOwnZone(ownZone)}
          </Button>
        )
      }
    >
      <NativeSelect
        label={text.zone}
        disabled={!mayManage}
        data={zones}
        value={zone}
        onChange={({ currentTarget: { value } }) => setZone(value)}
      />
    </SettingsCard>
  )
}
