import { Button, NativeSelect } from '@mantine/core'
import type { Workspace } from '@minichat/contracts'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useMayManage } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { deviceZone, zonesWith } from '../../lib/time-zones.ts'
import { settingsText } from './settings.text.ts'
import { useSaveWorkspace } from './use-workspace.ts'

/** By whose clocks a day begins. */
export function TimeZoneCard({ workspace }: { workspace: Workspace }) {
  const text = useText(settingsText)
  const mayManage = useMayManage()
  const save = useSaveWorkspace()
  const [zone, setZone] = useState(workspace.timeZone)
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
        zone !== deviceZone && (
          <Button variant="subtle" onClick={() => setZone(deviceZone)}>
            {text.takeOwnZone(deviceZone)}
          </Button>
        )
      }
    >
      <NativeSelect
        label={text.zone}
        disabled={!mayManage}
        data={zonesWith(workspace.timeZone)}
        value={zone}
        onChange={({ currentTarget: { value } }) => setZone(value)}
      />
    </SettingsCard>
  )
}
