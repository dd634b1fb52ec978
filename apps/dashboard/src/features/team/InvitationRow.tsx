import { ActionIcon, Badge } from '@mantine/core'
import type { Invitation, SentInvitation } from '@minichat/contracts'
import { rolesToGive } from '@minichat/contracts/team-rules'
import { IconMailForward, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { formatDateTime } from '../../lib/format.ts'
import { notify } from '../../lib/notify.ts'
import { useSession } from '../../lib/session.tsx'
import { useLocale, useText } from '../../lib/text.ts'
import { rolesText } from './roles.text.ts'
import classes from './Team.module.css'
import { teamText } from './team.text.ts'
import { useResend, useRevoke } from './use-team.ts'

type InvitationRowProps = { invitation: Invitation; onSent: (sent: SentInvitation) => void }

export function InvitationRow({ invitation, onSent }: InvitationRowProps) {
  const text = useText(teamText)
  const names = useText(rolesText)
  const locale = useLocale()
  const { workspace } = useSession()
  const resend = useResend()
  const revoke = useRevoke()
  const [asks, setAsks] = useState(false)
  const { email, role, state, expiresAt, invitedBy } = invitation
  return (
    <div className={classes.row}>
      <div className={classes.who}>
        <div className={classes.name}>
          <span>{email}</span>
          <Badge size="sm" variant="light" color={state === 'pending' ? 'lagoon' : 'orange'}>
            {text[state]}
          </Badge>
        </div>
        <div className={classes.facts}>
          <span>{names[role]}</span>
          <span>
            {state === 'pending' ? text.validUntil : text.expiredOn}{' '}
            <time dateTime={expiresAt}>{formatDateTime(locale, new Date(expiresAt))}</time>
          </span>
          {invitedBy && <span>{text.invitedBy(invitedBy)}</span>}
        </div>
      </div>
      {rolesToGive(workspace.role).includes(role) && (
        <div className={classes.actions}>
          <ActionIcon
            aria-label={text.resendNamed(email)}
            title={text.resend}
            loading={resend.isPending}
            onClick={() =>
              resend.mutate(invitation.id, {
                onSuccess: (sent) => {
                  if (sent.link === null) void notify({ message: text.resent(email) })
                  onSent(sent)
                },
              })
            }
          >
            <IconMailForward size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label={text.revokeNamed(email)} title={text.revoke} onClick={() => setAsks(true)}>
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      )}
      <Confirm
        opened={asks}
        title={text.revokeTitle}
        confirm={text.revoke}
        isPending={revoke.isPending}
        onConfirm={() =>
          revoke.mutate(invitation.id, {
            onSuccess: () => void notify({ message: text.revoked(email) }),
            onSettled: () => setAsks(false),
          })
        }
        onClose={() => setAsks(false)}
      >
        {text.revokeHint(email)}
      </Confirm>
    </div>
  )
}
