import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePageVisible } from '../../components/use-page-visible.ts'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { ChatView } from './chat-view.ts'
import { newestOfVisitor, seenByOthers } from './seen-by.ts'

/** Tells how far one has read, and learns who of the team has seen the visitor's newest message. */
export function useSeenBy({ chat, messages, readers }: ChatView) {
  const { me, workspace } = useSession()
  const isVisible = usePageVisible()
  const readSeq = newestOfVisitor(messages)?.seq ?? 0
  const { data } = useQuery({
    queryKey: [workspace.id, 'readers', chat.id, readSeq],
    queryFn: async ({ signal }) => {
      const params = { chatId: chat.id }
      return (await api.request('PUT /api/v1/chats/:chatId/readers/me', { params, body: { readSeq }, signal })).data
    },
    enabled: isVisible && readSeq > 0,
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
    retry: false,
  })
  return useMemo(
    () => seenByOthers(messages, { fetched: data ?? [], told: readers, ownId: me.user.id }),
    [messages, data, readers, me.user.id],
  )
}
