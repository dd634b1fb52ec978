import type { ChatSummary, InboxEvent } from '@minichat/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { api, isApiError } from '../../lib/api.ts'
import { noticeSignedOut } from '../../lib/query-client.ts'
import { applyFeedEntry, applyPassing, type ChatView } from './chat-view.ts'
import { type Connection, followInbox } from './follow-inbox.ts'
import { chatKey, chatsKey, InboxContext } from './inbox-context.ts'
import { applyInboxEvent, initialInbox, putChat as putIntoState } from './inbox-state.ts'

const verifyAfterQuietMs = 30_000

/** Keeps one live stream for the tab and lets everything below follow it. Key it by workspace. */
export function InboxProvider({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const queryClient = useQueryClient()
  const state = useRef(initialInbox)
  const [live, setLive] = useState(initialInbox.live)
  const [connection, setConnection] = useState<Connection>('connecting')
  const { chatId } = useParams({ strict: false })

  const onEvent = useCallback(
    (event: InboxEvent) => {
      const before = state.current
      state.current = applyInboxEvent(before, event)
      setLive(state.current.live)
      if (state.current.generation !== before.generation) {
        void queryClient.invalidateQueries({ queryKey: chatsKey(workspaceId) })
        void queryClient.invalidateQueries({ queryKey: [workspaceId, 'chat'] })
      }
      if (event.type !== 'feed' && event.type !== 'passing') return
      const key = chatKey(workspaceId, event.type === 'feed' ? event.chat.id : event.chatId)
      const view = queryClient.setQueryData<ChatView>(
        key,
        (old) => old && (event.type === 'feed' ? applyFeedEntry(old, event) : applyPassing(old, event.event)),
      )
      if (view?.hasGap) void queryClient.invalidateQueries({ queryKey: key }, { cancelRefetch: false })
    },
    [queryClient, workspaceId],
  )

  useEffect(() => {
    const following = followInbox({
      client: api,
      chatId,
      cursor: () => state.current.cursor,
      onEvent,
      onConnection: setConnection,
      isRefusal: (error) => isApiError(error, 'NOT_SIGNED_IN', 'NOT_ALLOWED', 'NOT_FOUND', 'VALIDATION_ERROR'),
      onRefused: noticeSignedOut,
    })
    const onVisible = () => document.visibilityState === 'visible' && following.verify(verifyAfterQuietMs)
    const onOnline = () => following.verify(0)
    const onOffline = () => setConnection('offline')
    document.addEventListener('visibilitychange', onVisible)
    window.addEventListener('focus', onVisible)
    window.addEventListener('online', onOnline)
    window.addEventListener('offline', onOffline)
    return () => {
      following.stop()
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('focus', onVisible)
      window.removeEventListener('online', onOnline)
      window.removeEventListener('offline', onOffline)
    }
  }, [chatId, onEvent])

  const recent = useCallback(() => state.current.recent, [])
  const putChat = useCallback((chat: ChatSummary) => {
    state.current = putIntoState(state.current, chat)
    setLive(state.current.live)
  }, [])
  const inbox = useMemo(
    () => ({ workspaceId, live, connection, recent, putChat }),
    [workspaceId, live, connection, recent, putChat],
  )
  return <InboxContext value={inbox}>{children}</InboxContext>
}
