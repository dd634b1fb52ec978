import '../../styles/widget.ts'
import { Checkbox, Switch } from '@mantine/core'
import { useState } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { askToNotify, notificationWish, playRing, soundWish } from '../ringing/ringing.ts'
import { assignmentText } from './assignment.text.ts'
import { useChangeDuty, useDuty } from './use-assignment.ts'

/** Whether one takes chats, and how one hears of them on this device. */
export function OwnDutyCard() {
  const text = useText(assignmentText)
  const { me } = useSession()
  const { data } = useDuty()
  const { away } = useChangeDuty()
  const own = data?.find(({ memberId }) => memberId === me.user.id)
  const isAway = away.isPending ? away.variables : (own?.isAway ?? false)
  const [isBlocked, setBlocked] = useState(false)
  const sound = soundWish.use()
  const notifies = notificationWish.use()

  async function setNotifies(isWanted: boolean) {
    const isAllowed = !isWanted || (await askToNotify())
    setBlocked(!isAllowed)
    notificationWish.set(isWanted && isAllowed ? 'on' : 'off')
  }

  return (
    <SettingsCard title={text.ownTitle} hint={text.ownHint}>
      <Switch
        label={isAway ? text.iAmAway : text.iAmHere}
        disabled={!own}
        checked={!isAway}
        onChange={({ currentTarget: { checked } }) => away.mutate(!checked)}
      />
      {away.error && <ErrorNotice error={away.error} />}
      <Checkbox
        label={text.sound}
        description={text.soundHint}
        checked={sound === 'on'}
        onChange={({ currentTarget: { checked } }) => {
          soundWish.set(checked ? 'on' : 'off')
          if (checked) playRing()
        }}
      />
      <Checkbox
        label={text.notifications}
        description={text.notificationsHint}
        error={isBlocked && text.notificationsBlocked}
        checked={notifies === 'on'}
        onChange={({ currentTarget: { checked } }) => void setNotifies(checked)}
      />
    </SettingsCard>
  )
}
