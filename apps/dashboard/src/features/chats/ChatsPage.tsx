import { Title, VisuallyHidden } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { usePageTitle } from '../../components/use-page-title.ts'
import { useText } from '../../lib/text.ts'
import { PageGuide } from '../guide/PageGuide.tsx'
import { QuotaBanner } from '../plan/QuotaBanner.tsx'
import { AiPausedBanner } from './AiPausedBanner.tsx'
import { ChatList } from './ChatList.tsx'
import { ChatSkeleton } from './ChatSkeleton.tsx'
import classes from './ChatsPage.module.css'
import { ChooseChat } from './ChooseChat.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { callsForPeople } from './chat-list.ts'
import { chatsText } from './chats.text.ts'
import { useInbox } from './inbox-context.ts'
import { listSearch } from './inbox-search.ts'
import { useChats, useInboxCounts } from './use-chats.ts'
import { useOutbox } from './use-outbox.ts'
import { useWelcome } from './Welcome.tsx'

const loadPanel = () => import('./ChatPanel.tsx')
const ChatPanel = lazy(async () => ({ default: (await loadPanel()).ChatPanel }))
const openChats = {}
/** When the list is there, the panel is fetched without being asked for: the first chat opens at once. */
const panelAfterMs = 300

export function ChatsPage() {
  const text = useText(chatsText)
  const { chatId } = useParams({ strict: false })
  const search = useSearch({ from: '/frame/chats', select: listSearch, structuralSharing: true })
  const { chats } = useChats(openChats)
  const waiting = chats?.filter((chat) => callsForPeople(chat)).length ?? 0
  const mentions = useInboxCounts()?.mentions ?? 0
  const { isShown: isWelcome } = useWelcome()
  const calls = waiting + mentions
  usePageTitle(calls > 0 ? `(${calls}) ${text.title}` : text.title)
  const { connection } = useInbox()
  const { retryAll } = useOutbox()
  useEffect(() => {
    if (connection === 'live') retryAll()
  }, [connection, retryAll])
  useEffect(() => {
    // Where it cannot be fetched now, opening a chat tries again.
    const timer = setTimeout(() => loadPanel().catch(() => {}), panelAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={classes.page} data-chat-open={chatId ? true : undefined}>
      <VisuallyHidden>
        <Title order={1}>{text.title}</Title>
      </VisuallyHidden>
      {/* The first steps after set-up come first; and whoever follows a link to a chat wants to read that. */}
      <PageGuide
        of="inbox"
        isReady={chats !== undefined}
        isHeld={chatId !== undefined || (isWelcome && chats?.length === 0)}
      />
      <div className={classes.banners}>
        <ConnectionBanner />
        <AiPausedBanner />
        <QuotaBanner />
      </div>
      <ChatList search={search} openChatId={chatId} />
      <section className={classes.chat} data-guide="inbox-chat">
        {chatId ? (
          <Suspense fallback={<ChatSkeleton />}>
            <ChatPanel key={chatId} chatId={chatId} />
          </Suspense>
        ) : (
          <ChooseChat />
        )}
      </section>
    </div>
  )
}
