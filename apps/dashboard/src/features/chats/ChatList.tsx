import { Button, SegmentedControl } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import classes from './ChatList.module.css'
import { ChatListEmpty } from './ChatListEmpty.tsx'
import { ChatListSkeleton } from './ChatListSkeleton.tsx'
import { ChatRow } from './ChatRow.tsx'
import type { ChatFilter } from './chat-list.ts'
import { chatsText } from './chats.text.ts'
import { useChats } from './use-chats.ts'

export function ChatList({ filter, openChatId }: { filter: ChatFilter; openChatId: string | undefined }) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const navigate = useNavigate()
  const list = useChats(filter)
  const { chats } = list
  const choose = (status: ChatFilter) =>
    navigate({ to: openChatId ? '/chats/$chatId' : '/chats', params: { chatId: openChatId ?? '' }, search: { status } })

  return (
    <nav className={classes.list} aria-label={text.list}>
      <div className={classes.filter}>
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={text.filterLabel}
          value={filter}
          onChange={(value) => void choose(value as ChatFilter)}
          data={[
            { value: 'open', label: text.open },
            { value: 'closed', label: text.closed },
            { value: 'all', label: text.all },
          ]}
        />
      </div>
      <div className={classes.rows}>
        {!chats && list.isError && (
          <div className={classes.notice}>
            <ErrorNotice error={list.error} title={common.couldNotLoad} onRetry={() => void list.refetch()} />
          </div>
        )}
        {!chats && !list.isError && <ChatListSkeleton />}
        {chats?.length === 0 && <ChatListEmpty filter={filter} onShowAll={() => void choose('all')} />}
        {chats && chats.length > 0 && (
          <>
            <ul className={classes.items}>
              {chats.map((chat) => (
                <ChatRow key={chat.id} chat={chat} filter={filter} />
              ))}
            </ul>
            {list.isFetchNextPageError && (
              <div className={classes.notice}>
                <ErrorNotice error={list.error} onRetry={() => void list.fetchNextPage()} />
              </div>
            )}
            <div className={classes.end}>
              {list.hasNextPage ? (
                <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {common.loadMore}
                </Button>
              ) : (
                text.end
              )}
            </div>
          </>
        )}
      </div>
    </nav>
  )
}
