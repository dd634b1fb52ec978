import { ActionIcon, Badge, NativeSelect, Text } from '@mantine/core'
import type { Role, TeamMember } from '@minichat/contracts'
import { mayRemove, rolesFor } from '@minichat/contracts/team-rules'
import { IconUserMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { Confirm } from '../../components/Confirm.tsx'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { notify } from '../../lib/notify.ts'
import { useSession } from '../../lib/session.tsx'
import { languageOf, useText } from '../../lib/text.ts'
import { rolesText } from './roles.text.ts'
import classes from './Team.module.css'
import { teamText } from './team.text.ts'
import { useChangeRole, useRemoveMember } from './use-team.ts'

export function MemberRow({ member }: { member: TeamMember }) {
  const text = useText(teamText)
  const { me, workspace } = useSession()
  const remove = useRemoveMember()
  const [asks, setAsks] = useState(false)
  const own = { userId: me.user.id, role: workspace.role }
  const person = { userId: member.id, role: member.role }
  const isOwn = own.userId === member.id
  return (
    <div className={classes.row}>
      <div className={classes.who}>
        <div className={classes.name}>
          <span lang={languageOf(member.name)}>{member.name}</span>
          {isOwn && (
            <Badge size="sm" variant="default">
              {text.you}
            </Badge>
          )}
        </div>
        <div className={classes.facts}>
          <span>{member.email}</span>
          <span>
            {text.joined} <RelativeTime at={member.joinedAt} />
          </span>
        </div>
      </div>
      <div className={classes.actions}>
        <RoleField member={member} isOwn={isOwn} roles={rolesFor(own, person)} />
        {mayRemove(own, person) && (
          <ActionIcon aria-label={text.removeNamed(member.name)} onClick={() => setAsks(true)}>
            <IconUserMinus size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <Confirm
        opened={asks}
        title={text.removeTitle}
        confirm={text.remove}
        isPending={remove.isPending}
        onConfirm={() =>
          remove.mutate(member.id, {
            onSuccess: () => void notify({ message: text.removed(member.name) }),
            onSettled: () => setAsks(false),
          })
        }
        onClose={() => setAsks(false)}
      >
        {text.removeHint(member.name)}
      </Confirm>
    </div>
  )
}

/** A choice where the reader may change it. Making an owner, and giving up a role of one's own, is asked about first. */
function RoleField({ member, isOwn, roles }: { member: TeamMember; isOwn: boolean; roles: Role[] }) {
  const text = useText(teamText)
  const names = useText(rolesText)
  const change = useChangeRole()
  const [asked, setAsked] = useState<Role | null>(null)
  if (roles.length < 2)
    return (
      <Text size="sm" px="xs">
        {names[member.role]}
      </Text>
    )

  const give = (role: Role) =>
    change.mutate(
      { userId: member.id, role },
      {
        onSuccess: () => void notify({ message: text.roleChanged(member.name, names[role]) }),
        onSettled: () => setAsked(null),
      },
    )
  return (
    <>
      <NativeSelect
        className={classes.role}
        aria-label={text.roleOf(member.name)}
        // What is being stored is shown as if it were.
        value={change.isPending ? change.variables.role : member.role}
        disabled={change.isPending}
        data={roles.map((role) => ({ value: role, label: names[role] }))}
        onChange={(event) => {
          const role = event.currentTarget.value as Role
          if (role === 'owner' || isOwn) setAsked(role)
          else give(role)
        }}
      />
      <Confirm
        opened={asked !== null}
        title={isOwn ? text.lowerTitle : text.makeOwnerTitle}
        confirm={isOwn ? text.lowerConfirm : text.makeOwnerConfirm}
        isPending={change.isPending}
        onConfirm={() => asked && give(asked)}
        onClose={() => setAsked(null)}
      >
        {isOwn ? text.lower(names[asked ?? 'member']) : text.makeOwner(member.name)}
      </Confirm>
    </>
  )
}
