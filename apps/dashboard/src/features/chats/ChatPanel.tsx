import { Button } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconMessages, IconMessageX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { isApiError } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import { ChatDetails } from './ChatDetails.tsx'
import { ChatHeader, ChatHeaderSkeleton } from './ChatHeader.tsx'
import classes from './ChatPanel.module.css'
import { Composer } from './Composer.tsx'
import { chatsText } from './chats.text.ts'
import { MessageList } from './MessageList.tsx'
import { MessagesSkeleton } from './MessagesSkeleton.tsx'
import { useChat } from './use-chat.ts'
import { useOutbox } from './use-outbox.ts'

const ChatDetailsDrawer = lazy(async () => ({ default: (await import('./ChatDetailsDrawer.tsx')).ChatDetailsDrawer }))

/** The open chat: header, messages, composer, and its details beside them where there is room. */
export function ChatPanel({ chatId }: { chatId: string }) {
  const text = useText(chatsText)
  const common = useText(commonText)
  const { view, error, isError, refetch } = useChat(chatId)
  const outbox = useOutbox()
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

  return (
    <div className={classes.panel}>
      {view ? <ChatHeader chat={view.chat} onDetails={isWide ? null : details.open} /> : <ChatHeaderSkeleton />}
      <div className={classes.body}>
        {view ? (
          <MessageList
            view={view}
            waiting={outbox.waitingIn(chatId)}
            onRetry={outbox.retry}
            onDiscard={outbox.discard}
          />
        ) : (
          <MessagesSkeleton />
        )}
        <Composer chatId={chatId} chat={view?.chat} onSend={(words) => outbox.send(chatId, words)} />
      </div>
      {isWide && view && (
        <aside className={classes.details} aria-label={text.details}>
          <ChatDetails chat={view.chat} />
        </aside>
      )}
      {!isWide && view && detailsOpened && (
        <Suspense>
          <ChatDetailsDrawer chat={view.chat} onClose={details.close} />
        </Suspense>
      )}
    </div>
  )
}
