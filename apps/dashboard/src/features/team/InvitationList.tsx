import { Modal, Title } from '@mantine/core'
import type { SentInvitation } from '@minichat/contracts'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { HandOverLink } from './HandOverLink.tsx'
import { InvitationRow } from './InvitationRow.tsx'
import classes from './Team.module.css'
import { teamText } from './team.text.ts'
import { useInvitations } from './use-team.ts'

export function InvitationList() {
  const text = useText(teamText)
  const common = useText(commonText)
  const { query, invitations } = useInvitations()
  /** One that was sent again where no mail leaves: its link is shown this once. */
  const [made, setMade] = useState<{ email: string; link: string } | null>(null)
  const [isShown, setShown] = useState(false)
  const onLink = ({ invitation, link }: SentInvitation) => {
    if (link === null) return
    setMade({ email: invitation.email, link })
    setShown(true)
  }
  return (
    <section className={classes.section} aria-label={text.invitations}>
      <Title order={2} size="h4" mb="sm">
        {text.invitations}
      </Title>
      <PagedList
        query={query}
        items={invitations}
        renderItem={(invitation) => <InvitationRow invitation={invitation} onSent={onLink} />}
        empty={<EmptyNotice icon={<IconMail size={32} stroke={1.4} aria-hidden />} title={text.noInvitations} />}
        end={text.allInvitationsShown}
      />
      <Modal
        opened={isShown}
        onClose={() => setShown(false)}
        title={text.linkTitle}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        {made && <HandOverLink {...made} />}
      </Modal>
    </section>
  )
}
