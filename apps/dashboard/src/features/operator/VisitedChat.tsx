import { Button, Skeleton } from '@mantine/core'
import type { Message } from '@minichat/contracts'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { api } from '../../lib/api.ts'
import { commonText } from '../../lib/common.text.ts'
import { formatDateTime } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { usePages } from './use-operator.ts'

type VisitedChatProps = { params: { workspaceId: string; visitId: string; chatId: string } }

/** What was said in a chat, to read. */
export function VisitedChat({ params }: VisitedChatProps) {
  const text = useText(operatorText)
  const common = useText(commonText)
  const { query } = usePages<Message>(['visit', params.visitId, 'chat', params.chatId], (cursor, signal) =>
    api.request('GET /api/v1/admin/workspaces/:workspaceId/visits/:visitId/chats/:chatId/messages', {
      params,
      query: { cursor },
      signal,
    }),
  )
  // The newest page comes first, and each page begins with its oldest message.
  const messages = query.data?.pages.toReversed().flatMap((page) => page.items)
  const { workspaceId, visitId } = params
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        mb="sm"
        leftSection={<IconArrowLeft size={18} aria-hidden />}
        renderRoot={(props) => (
          <Link
            to="/operator/workspaces/$workspaceId/visits/$visitId"
            params={{ workspaceId, visitId }}
            search={{}}
            {...props}
          />
        )}
      >
        {text.toChats}
      </Button>
      {query.isError && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {!messages && !query.isError && (
        <div role="status" aria-label={common.loading}>
          <Skeleton height={240} radius="lg" />
        </div>
      )}
      {query.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mb="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {text.older}
        </Button>
      )}
      <ol className={classes.messages}>
        {messages?.map((message) => (
          <VisitedMessage key={message.id} message={message} />
        ))}
      </ol>
    </>
  )
}

function VisitedMessage({ message: { author, createdAt, state, text: words } }: { message: Message }) {
  const text = useText(operatorText)
  const locale = useLocale()
  return (
    <li className={classes.message} data-author={author.kind}>
      <p className={classes.facts}>
        <strong>{author.name ?? text[author.kind]}</strong>
        <time dateTime={createdAt}>{formatDateTime(locale, new Date(createdAt))}</time>
      </p>
      {state === 'removed' ? (
        <p className={classes.line}>{text.removed}</p>
      ) : (
        <p className={classes.said} lang={languageOf(words)}>
          {words}
        </p>
      )}
    </li>
  )
}
