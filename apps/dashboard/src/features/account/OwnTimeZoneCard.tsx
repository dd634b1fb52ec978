import { NativeSelect } from '@mantine/core'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { formatDateTime } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useProblem } from '../../lib/problems.ts'
import { useMe } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { deviceZone, zonesWith } from '../../lib/time-zones.ts'
import { useNow } from '../../lib/use-now.ts'
import { useSaveMe } from '../../lib/use-save-me.ts'
import { accountText } from './account.text.ts'

/** By whose clocks one reads times, on every device. Holds at once. */
export function OwnTimeZoneCard() {
  const text = useText(accountText)
  const locale = useLocale()
  const now = useNow()
  const problem = useProblem()
  const { timeZone } = useMe().user
  const save = useSaveMe()
  const shown = save.isPending ? save.variables.timeZone : timeZone

  function choose(chosen: string) {
    const onError = (error: unknown) => void notify({ color: 'red', message: problem(error) })
    save.mutate({ timeZone: chosen || null }, { onError })
  }

  return (
    <SettingsCard title={text.zoneTitle} hint={text.zoneHint}>
      <NativeSelect
        aria-label={text.zoneTitle}
        description={text.zoneNow(formatDateTime(locale, now))}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[
          { value: '', label: text.zoneOfDevice(deviceZone) },
          ...zonesWith(timeZone ?? deviceZone).map((zone) => ({ value: zone, label: zone })),
        ]}
        value={shown ?? ''}
        onChange={({ currentTarget: { value } }) => choose(value)}
      />
    </SettingsCard>
  )
}
