import { Button } from '@mantine/core'
import { IconArchive, IconChecks, IconMessages } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import type { ChatFilter } from './chat-list.ts'
import { chatsText } from './chats.text.ts'
import { useChats } from './use-chats.ts'

/** Nothing at all yet, or only nothing that fits the filter. */
export function ChatListEmpty({ filter, onShowAll }: { filter: ChatFilter; onShowAll: () => void }) {
  const text = useText(chatsText)
  const { workspace } = useSession()
  const all = useChats('all')
  const hasAny = filter !== 'all' && (all.chats?.length ?? 0) > 0
  if (filter !== 'all' && all.isPending) return null
  if (!hasAny)
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
  const isOpen = filter === 'open'
  return (
    <EmptyNotice
      icon={isOpen ? <IconChecks size={36} stroke={1.3} /> : <IconArchive size={36} stroke={1.3} />}
      title={isOpen ? text.noneOpenTitle : text.noneClosedTitle}
      action={
        <Button variant="default" mt="xs" onClick={onShowAll}>
          {text.showAll}
        </Button>
      }
    >
      {isOpen ? text.noneOpenHint : text.noneClosedHint}
    </EmptyNotice>
  )
}
