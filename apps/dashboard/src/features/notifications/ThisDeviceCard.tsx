import { Switch, Text } from '@mantine/core'
import type { Notifications } from '@minichat/contracts'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { notificationWish, pushState, soundWish } from '../../lib/notification-wish.ts'
import { canNotify, isBlocked } from '../../lib/push-device.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { play } from '../ringing/ringing.ts'
import { notificationsText } from './notifications.text.ts'
import { useThisDevice } from './use-notifications.ts'

/** How one hears of chats on the device at hand. */
export function ThisDeviceCard({ notifications }: { notifications: Notifications }) {
  const text = useText(notificationsText)
  const { me } = useSession()
  const turn = useThisDevice(notifications)
  const isWished = notificationWish.use() === me.user.id
  const isReached = pushState.use() === 'on'
  const isOn = turn.isPending ? turn.variables : isWished && !isBlocked()
  const wasRefused = turn.data === false || (isWished && isBlocked())
  return (
    <SettingsCard title={text.deviceTitle} hint={text.deviceHint}>
      {canNotify() ? (
        <Switch
          label={text.show}
          description={isOn && !turn.isPending && !isReached ? text.onlyOpen : text.showHint}
          error={wasRefused && text.blocked}
          disabled={turn.isPending}
          checked={isOn}
          onChange={({ currentTarget: { checked } }) => turn.mutate(checked)}
        />
      ) : (
        <Text size="sm">{text.unsupported}</Text>
      )}
      {turn.error && <ErrorNotice error={turn.error} />}
      <Switch
        label={text.sound}
        description={text.soundHint}
        checked={soundWish.use() === 'on'}
        onChange={({ currentTarget: { checked } }) => {
          soundWish.set(checked ? 'on' : 'off')
          if (checked) play('ring')
        }}
      />
    </SettingsCard>
  )
}
