import { Badge } from '@mantine/core'
import type { OperatedUser } from '@minichat/contracts'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { UserActions } from './UserActions.tsx'

export function UserRow({ user }: { user: OperatedUser }) {
  const text = useText(operatorText)
  const isMe = useSession().me.user.id === user.id
  const names = user.workspaces.map(({ name }) => name).join(', ')
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <p className={classes.title}>
          {user.name}
          {isMe && <Badge variant="default">{text.you}</Badge>}
          {user.isOperator && <Badge variant="light">{text.operator}</Badge>}
          {user.lockedAt && (
            <Badge variant="light" color="red">
              {text.locked}
            </Badge>
          )}
          {!user.isVerified && <Badge variant="default">{text.unverified}</Badge>}
        </p>
        <p className={classes.line}>{user.email}</p>
        {user.guessLockUntil && <p className={classes.line}>{text.guessLocked}</p>}
        <p className={classes.facts}>
          <span>{names || text.noWorkspaces}</span>
          <span>
            {text.lastSeen} {user.lastSeenAt ? <RelativeTime at={user.lastSeenAt} /> : text.never}
          </span>
          <span>
            {text.since} <RelativeTime at={user.createdAt} />
          </span>
        </p>
      </div>
      <UserActions user={user} isMe={isMe} />
    </div>
  )
}
