import { Button } from '@mantine/core'
import { IconArchive, IconChecks, IconFilter, IconMessages } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { type InboxSearch, type InboxTab, isNarrowed } from './inbox-search.ts'
import { listEmptyText } from './list-empty.text.ts'
import { useInboxCounts } from './use-chats.ts'

/** Nothing at all yet, or only nothing that fits the filter. */
export function ChatListEmpty({ search }: { search: InboxSearch }) {
  const counts = useInboxCounts()
  if (!counts) return null
  const hasAny = counts.open + counts.snoozed + counts.closed + counts.spam > 0
  if (!hasAny) return <NoChats />
  return isNarrowed(search) ? <NothingFits tab={search.tab} /> : <EmptyTab tab={search.tab ?? 'open'} />
}

function NoChats() {
  const text = useText(listEmptyText)
  const { workspace } = useSession()
  return (
    <EmptyNotice
      icon={<IconMessages size={36} stroke={1.3} />}
      title={text.emptyTitle}
      action={
        workspace.isSample ? (
          <Button component="a" href="/demo" target="_blank" variant="light" mt="xs">
            {text.openDemo}
          </Button>
        ) : (
          <Button component={Link} to="/widget" variant="light" mt="xs">
            {text.emptyAction}
          </Button>
        )
      }
    >
      {workspace.isSample ? text.sampleEmptyHint : text.emptyHint}
    </EmptyNotice>
  )
}

function NothingFits({ tab }: { tab: InboxTab | undefined }) {
  const text = useText(listEmptyText)
  return (
    <EmptyNotice
      icon={<IconFilter size={36} stroke={1.3} />}
      title={text.noneFitTitle}
      action={
        <Button
          renderRoot={(props) => <Link {...props} to="/chats" search={tab ? { tab } : {}} />}
          variant="default"
          mt="xs"
        >
          {text.clearFilter}
        </Button>
      }
    />
  )
}

function EmptyTab({ tab }: { tab: InboxTab }) {
  const text = useText(listEmptyText)
  const words: Record<InboxTab, [title: string, hint: string]> = {
    mine: [text.noneMineTitle, text.noneMineHint],
    unassigned: [text.noneUnassignedTitle, text.noneUnassignedHint],
    open: [text.noneOpenTitle, text.noneOpenHint],
    mentions: [text.noneMentionsTitle, text.noneMentionsHint],
    snoozed: [text.noneSnoozedTitle, text.noneSnoozedHint],
    closed: [text.noneClosedTitle, text.noneClosedHint],
    spam: [text.noneSpamTitle, text.noneSpamHint],
  }
  const isOver = tab === 'closed' || tab === 'spam'
  return (
    <EmptyNotice
      icon={isOver ? <IconArchive size={36} stroke={1.3} /> : <IconChecks size={36} stroke={1.3} />}
      title={words[tab][0]}
    >
      {words[tab][1]}
    </EmptyNotice>
  )
}
