import '../../styles/dialog.ts'
import '../../styles/forms.ts'
import { Button } from '@mantine/core'
import { isPermitted } from '@minichat/contracts/permissions'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { PageLayout } from '../../components/PageLayout.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { InvitationList } from './InvitationList.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { LeaveButton } from './LeaveButton.tsx'
import { MemberList } from './MemberList.tsx'
import { teamText } from './team.text.ts'

/** Who belongs to the workspace, and who is invited. */
export function TeamPage() {
  const text = useText(teamText)
  const { workspace } = useSession()
  const [invites, setInvites] = useState(false)
  const mayInvite = isPermitted(workspace.role, 'team.invite')
  return (
    <PageLayout
      title={text.title}
      actions={
        mayInvite && (
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInvites(true)}>
            {text.invite}
          </Button>
        )
      }
    >
      <MemberList />
      {mayInvite && <InvitationList />}
      <LeaveButton />
      {mayInvite && <InviteDialog opened={invites} onClose={() => setInvites(false)} />}
    </PageLayout>
  )
}
