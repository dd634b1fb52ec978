import { Button, Loader } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { commonText } from '../../lib/common.text.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { type ChatLine, linesOf } from './chat-lines.ts'
import type { ChatView } from './chat-view.ts'
import { chatsText } from './chats.text.ts'
import { DayLine, EventLine } from './LineMarks.tsx'
import { MessageGroup } from './MessageGroup.tsx'
import classes from './MessageList.module.css'
import { newestReplyStatus } from './message-status.ts'
import type { OutboxItem } from './outbox.ts'
import { RunningAnswerBubble } from './RunningAnswerBubble.tsx'
import { TypingLine } from './TypingLine.tsx'
import { useOlderMessages } from './use-chat.ts'
import { useJump } from './use-jump.ts'
import { useSeenBy } from './use-seen-by.ts'
import { useStickyScroll } from './use-sticky-scroll.ts'
import { WaitingReply } from './WaitingReply.tsx'

const TeamLine = lazy(async () => ({ default: (await import('./TeamLine.tsx')).TeamLine }))

type MessageListProps = {
  view: ChatView
  /** The number of a message to go to. */
  jumpTo: number | undefined
  waiting: OutboxItem[]
  onRetry: (item: OutboxItem) => void
  onDiscard: (item: OutboxItem) => void
}

export function MessageList({ view, jumpTo, waiting, onRetry, onDiscard }: MessageListProps) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const { messages, changes, asides, notes, chat, olderCursor, answer } = view
  const older = useOlderMessages(chat.id)
  const isWhole = olderCursor === null
  const lines = useMemo(
    () => linesOf(messages, changes, { asides, notes, isWhole }),
    [messages, changes, asides, notes, isWhole],
  )
  const newestReply = useMemo(() => newestReplyStatus(messages, chat.marks), [messages, chat.marks])
  const seenBy = useSeenBy(view)
  const { me } = useSession()
  const stored = new Set(messages.map(({ clientMessageId }) => clientMessageId))
  const unstored = waiting.filter(({ clientMessageId, status }) => status !== 'asking' && !stored.has(clientMessageId))
  const isOpen = chat.status === 'open'

  const { ref, onScroll, toBottom, letGo, hasNewBelow } = useStickyScroll(messages[0]?.id)

  const loadOlder = () => {
    if (olderCursor && !older.isPending) older.mutate(olderCursor)
  }
  useJump(jumpTo, view, { list: ref, loadOlder: older.isError ? () => {} : loadOlder, letGo })
  const top = useSeen(older.isError ? undefined : loadOlder)

  return (
    <div className={classes.frame}>
      <div
        className={classes.scroll}
        ref={ref}
        onScroll={onScroll}
        role="log"
        aria-label={text.messages}
        // Reachable by keyboard, so that it can be scrolled.
        tabIndex={0}
      >
        <div className={classes.content}>
          {olderCursor ? (
            <div className={classes.older} ref={top}>
              {older.isError ? (
                <ErrorNotice error={older.error} onRetry={loadOlder} />
              ) : older.isPending ? (
                <Loader size="sm" type="dots" aria-label={common.loading} />
              ) : (
                <Button variant="subtle" size="sm" onClick={loadOlder}>
                  {text.loadOlder}
                </Button>
              )}
            </div>
          ) : (
            <p className={classes.beginning}>{text.beginning}</p>
          )}
          {lines.map((line) => (
            <Line
              key={line.key}
              line={line}
              newestReply={newestReply}
              seenBy={seenBy}
              ownId={me.user.id}
              mayChange={isOpen}
            />
          ))}
          {unstored.map((item) => (
            <WaitingReply key={item.clientMessageId} item={item} onRetry={onRetry} onDiscard={onDiscard} />
          ))}
          {answer && <RunningAnswerBubble answer={answer} />}
          <TypingLine typing={view.typing} />
        </div>
      </div>
      {hasNewBelow && (
        <Button
          className={classes.jump}
          size="sm"
          radius="xl"
          variant="default"
          leftSection={<IconArrowDown size={16} aria-hidden />}
          onClick={toBottom}
        >
          {text.newMessages}
        </Button>
      )}
    </div>
  )
}

type LineProps = {
  line: ChatLine
  newestReply: ReturnType<typeof newestReplyStatus>
  seenBy: ReturnType<typeof useSeenBy>
  ownId: string
  mayChange: boolean
}

function Line({ line, newestReply, seenBy, ownId, mayChange }: LineProps) {
  if (line.kind === 'day') return <DayLine at={line.at} />
  if (line.kind === 'event') return <EventLine line={line} />
  if (line.kind === 'aside' || line.kind === 'note') {
    return (
      <Suspense>
        <TeamLine line={line} ownId={ownId} />
      </Suspense>
    )
  }
  const has = (of: { messageId: string } | null) => line.messages.some(({ id }) => id === of?.messageId)
  return (
    <MessageGroup
      messages={line.messages}
      status={newestReply && has(newestReply) ? newestReply.status : null}
      seenBy={seenBy && has(seenBy) ? seenBy.readers : null}
      ownId={ownId}
      mayChange={mayChange}
    />
  )
}

/** Calls back when the element comes into view, and again each time it does. */
function useSeen(onSeen: (() => void) | undefined) {
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef(onSeen)
  useEffect(() => {
    latest.current = onSeen
    const target = element.current
    if (!target) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current?.(), {
      rootMargin: '120px 0px 0px',
    })
    observer.observe(target)
    return () => observer.disconnect()
  })
  return element
}
