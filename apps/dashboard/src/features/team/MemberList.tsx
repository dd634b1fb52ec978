import { Title } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { useText } from '../../lib/text.ts'
import { MemberRow } from './MemberRow.tsx'
import classes from './Team.module.css'
import { teamText } from './team.text.ts'
import { useMembers } from './use-team.ts'

export function MemberList() {
  const text = useText(teamText)
  const { query, members } = useMembers()
  return (
    <section className={classes.section} aria-label={text.members}>
      <Title order={2} size="h4" mb="sm">
        {text.members}
      </Title>
      <PagedList
        query={query}
        items={members}
        renderItem={(member) => <MemberRow member={member} />}
        empty={<EmptyNotice icon={<IconUsers size={32} aria-hidden />} title={text.noMembers} />}
        end={text.allShown}
      />
    </section>
  )
}
