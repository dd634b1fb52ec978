import { Button } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconMessages, IconMessageX, IconTrash } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useRef } from 'react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { isApiError } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useSession } from '../../lib/session.tsx'
import { useText } from '../../lib/text.ts'
import { ChatDetails } from './ChatDetails.tsx'
import { ChatHeader } from './ChatHeader.tsx'
import classes from './ChatPanel.module.css'
import { ChatHeaderSkeleton } from './ChatSkeleton.tsx'
import { Composer } from './Composer.tsx'
import { isErased } from './chat-view.ts'
import { chatsText } from './chats.text.ts'
import { MessageList } from './MessageList.tsx'
import { MessagesSkeleton } from './MessagesSkeleton.tsx'
import { otherReplySince } from './other-reply.ts'
import { ReplyQuestion } from './ReplyQuestion.tsx'
import { useChat } from './use-chat.ts'
import { useDraft } from './use-draft.ts'
import { useOutbox } from './use-outbox.ts'
import { useSeenSeq } from './use-seen-seq.ts'

const ChatDetailsDrawer = lazy(async () => ({ default: (await import('./ChatDetailsDrawer.tsx')).ChatDetailsDrawer }))

/** The open chat: header, messages, composer, and its details beside them where there is room. */
export function ChatPanel({ chatId }: { chatId: string }) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const { message } = useSearch({ strict: false })
  const { view, error, isError, refetch } = useChat(chatId)
  const outbox = useOutbox()
  const { me } = useSession()
  const [draft, setDraft] = useDraft(chatId)
  const seenSeq = useSeenSeq(view?.appliedSeq)
  const field = useRef<HTMLTextAreaElement>(null)
  const isWide = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false })
  const [detailsOpened, details] = useDisclosure(false)

  if (!view && isError) {
    const isMissing = isApiError(error, 'NOT_FOUND', 'VALIDATION_ERROR')
    return (
      <div className={classes.notice}>
        {isMissing ? (
          <EmptyNotice
            icon={<IconMessageX size={36} stroke={1.3} />}
            title={text.notFoundTitle}
            action={
              <Button
                component={Link}
                to="/chats"
                variant="default"
                leftSection={<IconMessages size={18} aria-hidden />}
              >
                {text.backToList}
              </Button>
            }
          >
            {text.notFoundHint}
          </EmptyNotice>
        ) : (
          <ErrorNotice error={error} title={common.couldNotLoad} onRetry={() => void refetch()} />
        )}
      </div>
    )
  }

  const waiting = outbox.waitingIn(chatId)
  const held = waiting.filter(({ status }) => status === 'asking')
  function sendAnyway() {
    outbox.insist(chatId)
    field.current?.focus()
  }
  function keepAsDraft() {
    setDraft([...held.map((item) => item.text), draft].filter((words) => words !== '').join('\n'))
    for (const item of held) outbox.discard(item)
    field.current?.focus()
  }
  const isGone = view !== undefined && isErased(view)

  return (
    <div className={classes.panel}>
      {view ? <ChatHeader view={view} onDetails={isWide ? null : details.open} /> : <ChatHeaderSkeleton />}
      <div className={classes.body}>
        {isGone ? (
          <div className={classes.erased}>
            <EmptyNotice icon={<IconTrash size={36} stroke={1.3} />} title={text.erasedTitle}>
              {text.erasedHint}
            </EmptyNotice>
          </div>
        ) : view ? (
          <MessageList
            view={view}
            jumpTo={message}
            waiting={waiting}
            onRetry={outbox.retry}
            onDiscard={outbox.discard}
          />
        ) : (
          <MessagesSkeleton />
        )}
        {view && held.length > 0 && !isGone && (
          <ReplyQuestion
            held={held}
            reply={otherReplySince(view.messages, held, me.user.id)}
            onSend={sendAnyway}
            onKeep={keepAsDraft}
          />
        )}
        {!isGone && (
          <Composer
            chatId={chatId}
            chat={view?.chat}
            draft={draft}
            onDraft={setDraft}
            onSend={(words) => outbox.send(chatId, words, seenSeq())}
            fieldRef={field}
            isHeldBack={held.length > 0}
          />
        )}
      </div>
      {isWide && view && (
        <aside className={classes.details} aria-label={text.details}>
          <ChatDetails view={view} />
        </aside>
      )}
      {!isWide && view && detailsOpened && (
        <Suspense>
          <ChatDetailsDrawer view={view} onClose={details.close} />
        </Suspense>
      )}
    </div>
  )
}
