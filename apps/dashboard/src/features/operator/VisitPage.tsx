import { Button } from '@mantine/core'
import { IconClockOff, IconEye, IconMessages } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { EmptyNotice } from '../../components/EmptyNotice.tsx'
import { ErrorNotice } from '../../components/ErrorNotice.tsx'
import { PagedList } from '../../components/PagedList.tsx'
import { PageLayout } from '../../components/PageLayout.tsx'
import { RelativeTime } from '../../components/RelativeTime.tsx'
import { api, isApiError } from '../../lib/api.ts'
import { formatTime } from '../../lib/format.ts'
import { languageOf, useLocale, useText } from '../../lib/text.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { usePages } from './use-operator.ts'
import { VisitedChat } from './VisitedChat.tsx'

export type VisitParams = { workspaceId: string; visitId: string }

/** Chats of a workspace, to read: who looks, why and for how long stands above them all the time. */
export function VisitPage() {
  const text = useText(operatorText)
  const params = useParams({ from: '/frame/operator/workspaces/$workspaceId/visits/$visitId' })
  const { chat } = useSearch({ from: '/frame/operator/workspaces/$workspaceId/visits/$visitId' })
  const { data: visit, error } = useQuery({
    queryKey: ['operator', 'visit', params.visitId],
    queryFn: async ({ signal }) =>
      (await api.request('GET /api/v1/admin/workspaces/:workspaceId/visits/:visitId', { params, signal })).data,
    refetchInterval: 30_000,
  })
  return (
    <PageLayout title={visit ? `${text.chats}: ${visit.workspace.name}` : text.chats}>
      {isApiError(error, 'NOT_FOUND') ? (
        <EmptyNotice icon={<IconClockOff size={36} stroke={1.3} />} title={text.visitOverTitle}>
          {text.visitOverHint}
        </EmptyNotice>
      ) : error ? (
        <ErrorNotice error={error} />
      ) : (
        visit && (
          <>
            <VisitBanner name={visit.workspace.name} reason={visit.reason} until={visit.expiresAt} params={params} />
            {chat ? <VisitedChat params={{ ...params, chatId: chat }} /> : <VisitedChats params={params} />}
          </>
        )
      )}
    </PageLayout>
  )
}

type VisitBannerProps = { name: string; reason: string; until: string; params: VisitParams }

function VisitBanner({ name, reason, until, params }: VisitBannerProps) {
  const text = useText(operatorText)
  const locale = useLocale()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const leave = async () => {
    await api.request('DELETE /api/v1/admin/workspaces/:workspaceId/visits/:visitId', { params }).catch(() => {})
    queryClient.removeQueries({ queryKey: ['operator', 'visit', params.visitId] })
    await navigate({ to: '/operator/workspaces' })
  }
  return (
    <div className={classes.banner} role="status">
      <IconEye size={18} aria-hidden />
      <span className={classes.words}>
        {text.visitBanner(name, reason)} {text.visitUntil(formatTime(locale, new Date(until)))}
      </span>
      <Button size="xs" variant="default" onClick={() => void leave()}>
        {text.visitEnd}
      </Button>
    </div>
  )
}

function VisitedChats({ params }: { params: VisitParams }) {
  const text = useText(operatorText)
  const { query, items } = usePages(['visit', params.visitId, 'chats'], (cursor, signal) =>
    api.request('GET /api/v1/admin/workspaces/:workspaceId/visits/:visitId/chats', {
      params,
      query: { cursor },
      signal,
    }),
  )
  return (
    <PagedList
      query={query}
      items={items}
      end={text.end}
      renderItem={(chat) => (
        <Link
          to="/operator/workspaces/$workspaceId/visits/$visitId"
          params={params}
          search={{ chat: chat.id }}
          className={classes.chat}
        >
          <span className={classes.title}>{chat.visitor.name ?? chat.visitor.email ?? text.visitor}</span>
          <span className={classes.line} lang={languageOf(chat.lastMessage?.excerpt ?? '')}>
            {chat.lastMessage?.excerpt}
          </span>
          <span className={classes.facts}>
            <RelativeTime at={chat.updatedAt} />
          </span>
        </Link>
      )}
      empty={
        <EmptyNotice icon={<IconMessages size={36} stroke={1.3} />} title={text.noChatsTitle}>
          {text.noChatsHint}
        </EmptyNotice>
      }
    />
  )
}
