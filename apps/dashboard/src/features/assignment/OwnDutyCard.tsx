import '../../styles/widget.ts'
import { Anchor, Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { assignmentText } from './assignment.text.ts'
import { useChangeDuty, useDuty } from './use-assignment.ts'

/** Whether one takes chats. */
export function OwnDutyCard() {
  const text = useText(assignmentText)
  const { me } = useSession()
  const { data } = useDuty()
  const { away } = useChangeDuty()
  const own = data?.find(({ memberId }) => memberId === me.user.id)
  const isAway = away.isPending ? away.variables : (own?.isAway ?? false)

  return (
    <SettingsCard title={text.ownTitle} hint={text.ownHint}>
      <Switch
        label={isAway ? text.iAmAway : text.iAmHere}
        disabled={!own}
        checked={!isAway}
        onChange={({ currentTarget: { checked } }) => away.mutate(!checked)}
      />
      {away.error && <ErrorNotice error={away.error} />}
      <Anchor size="sm" renderRoot={(props) => <Link to="/account/notifications" {...props} />}>
        {text.notifications}
      </Anchor>
    </SettingsCard>
  )
}
