import { Button } from '@mantine/core'
import type { ChatSummary } from '@minichat/contracts'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import classes from './ChatList.module.css'
import { ChatListSkeleton } from './ChatListSkeleton.tsx'
import { ChatRow } from './ChatRow.tsx'
import { chatsText } from './chats.text.ts'
import type { InboxSearch } from './inbox-search.ts'
import { ListTabs } from './ListTabs.tsx'
import { useChats } from './use-chats.ts'
import { useSelectedChats } from './use-selected-chats.ts'
import { useVirtualRows } from './use-virtual-rows.ts'

const ChatListEmpty = lazy(async () => ({ default: (await import('./ChatListEmpty.tsx')).ChatListEmpty }))
const BulkBar = lazy(async () => ({ default: (await import('./BulkBar.tsx')).BulkBar }))
const InboxShortcuts = lazy(async () => ({ default: (await import('./InboxShortcuts.tsx')).InboxShortcuts }))

type ChatListProps = { search: InboxSearch; openChatId: string | undefined }

export function ChatList({ search, openChatId }: ChatListProps) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const list = useChats(search)
  const { chats } = list
  const scrollerRef = useRef<HTMLDivElement>(null)
  const key = JSON.stringify(search)
  const selection = useSelectedChats(key, chats)
  const showRowRef = useRef<((index: number) => void) | null>(null)
  return (
    <nav className={classes.list} aria-label={text.list}>
      <ListTabs search={search} openChatId={openChatId} />
      <div className={classes.rows} ref={scrollerRef} data-guide="inbox-rows">
        {!chats && list.isError && (
          <div className={classes.notice}>
            <ErrorNotice error={list.error} title={common.couldNotLoad} onRetry={() => void list.refetch()} />
          </div>
        )}
        {!chats && !list.isError && <ChatListSkeleton />}
        {chats?.length === 0 && (
          <Suspense>
            <ChatListEmpty search={search} />
          </Suspense>
        )}
        {chats && chats.length > 0 && (
          <ChatRows
            // Another list begins at its top.
            key={key}
            chats={chats}
            search={search}
            scrollerRef={scrollerRef}
            list={list}
            selection={selection}
            showRowRef={showRowRef}
          />
        )}
      </div>
      <Suspense>
        <InboxShortcuts
          chats={chats ?? []}
          search={search}
          openChatId={openChatId}
          show={(index) => showRowRef.current?.(index)}
          toggle={selection.toggle}
        />
      </Suspense>
      {selection.ids.size > 0 && (
        <Suspense>
          <BulkBar selection={selection} />
        </Suspense>
      )}
    </nav>
  )
}

type ChatRowsProps = {
  search: InboxSearch
  chats: ChatSummary[]
  scrollerRef: React.RefObject<HTMLDivElement | null>
  list: ReturnType<typeof useChats>
  selection: ReturnType<typeof useSelectedChats>
  /** Brings a row into sight. */
  showRowRef: React.RefObject<((index: number) => void) | null>
}

/** Only the rows in sight are drawn: there may be many thousands. */
function ChatRows({ chats, search, scrollerRef, list, selection, showRowRef }: ChatRowsProps) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const { from, to, rowHeight, show } = useVirtualRows(scrollerRef, chats.length)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  useEffect(() => {
    showRowRef.current = show
    return () => {
      showRowRef.current = null
    }
  }, [show, showRowRef])
  const isNearEnd = to > chats.length - 10
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [isNearEnd, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  return (
    <>
      <ul
        className={classes.items}
        style={{ paddingTop: from * rowHeight, paddingBottom: (chats.length - to) * rowHeight }}
      >
        {chats.slice(from, to).map((chat, at) => (
          <ChatRow
            key={chat.id}
            chat={chat}
            search={search}
            place={from + at + 1}
            count={hasNextPage ? -1 : chats.length}
            isSelected={selection.ids.has(chat.id)}
            isSelecting={selection.ids.size > 0}
            onSelect={selection.toggle}
          />
        ))}
      </ul>
      {isFetchNextPageError && (
        <div className={classes.notice}>
          <ErrorNotice error={list.error} onRetry={() => void fetchNextPage()} />
        </div>
      )}
      <div className={classes.end}>
        {hasNextPage ? (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common.loadMore}
          </Button>
        ) : (
          text.end
        )}
      </div>
    </>
  )
}
