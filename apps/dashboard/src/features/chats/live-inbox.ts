import type { ChatSummary, InboxCounts, InboxEvent } from '@minichat/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { api, isApiError } from '../../lib/api.ts'
import { isReachedByPush, notificationWish } from '../../lib/notification-wish.ts'
import { noticeSignedOut } from '../../lib/query-client.ts'
import { meQuery } from '../../lib/session.tsx'
import { occasionOf } from '../ringing/occasion.ts'
import { applyPassing, withoutPresence } from './chat-passing.ts'
import { applyFeedEntry, type ChatView } from './chat-view.ts'
import { arrivalOf, createDeliveredTeller, undeliveredSeq } from './delivered.ts'
import type { Connection } from './follow-inbox.ts'
import { followShared } from './follow-shared.ts'
import { chatKey, chatsKey, countsKey, whereaboutsKey } from './inbox-keys.ts'
import { applyInboxEvent, forgetPresence, initialInbox, putChat } from './inbox-state.ts'

/** The server says something at least every 10 s. */
const verifyAfterQuietMs = 12_000

/** Older calls are history. */
const callMs = 120_000

export type LiveSnapshot = { live: ReadonlyMap<string, ChatSummary>; connection: Connection }

/** The inbox of one workspace as this tab knows it: follows the server and keeps what was fetched up to date. */
export function createLiveInbox(workspaceId: string, queryClient: QueryClient) {
  let state = initialInbox
  let snapshot: LiveSnapshot = { live: state.live, connection: 'connecting' }
  let isLeading = false
  let chatId: string | undefined
  const listeners = new Set<() => void>()

  function show(next: Partial<LiveSnapshot>) {
    const { live, connection } = { ...snapshot, ...next }
    if (live === snapshot.live && connection === snapshot.connection) return
    snapshot = { live, connection }
    for (const notify of listeners) notify()
  }

  const delivered = createDeliveredTeller({
    tell: (chats) => api.request('POST /api/v1/inbox/delivered', { body: { chats } }),
    isResponsible: () => isLeading,
    deliveredSeqOf: (id) => state.live.get(id)?.marks.memberDeliveredSeq ?? 0,
  })

  function onEvent(event: InboxEvent) {
    if (event.type === 'membership.changed') noticeMembership()
    noticeOccasion(event)
    if (event.type === 'counts') takeCounts(event.counts)
    const { generation } = state
    state = applyInboxEvent(state, event)
    const arrival = arrivalOf(event)
    if (arrival) delivered.note(arrival)
    if (state.generation !== generation) {
      void queryClient.invalidateQueries({ queryKey: chatsKey(workspaceId) })
      void queryClient.invalidateQueries({ queryKey: [workspaceId, 'chat'] })
      void queryClient.invalidateQueries({ queryKey: countsKey(workspaceId) })
    }
    updateView(event)
    show({ live: state.live })
  }

  /** What a fetch under way would say is older. */
  function takeCounts(counts: InboxCounts) {
    void queryClient.cancelQueries({ queryKey: countsKey(workspaceId) })
    queryClient.setQueryData(countsKey(workspaceId), counts)
  }

  const idOfReader = () => queryClient.getQueryData(meQuery.queryKey)?.user.id ?? ''

  /** Push messages of this workspace come to this browser as well, for who has asked for them on it. */
  function keepDevice() {
    const wish = notificationWish.get()
    if (!wish || wish !== idOfReader()) return
    import('../../lib/push-device.ts').then(({ reconnectDevice }) => reconnectDevice()).catch(() => {})
  }

  /** Something calls for whoever looks at this page. What came while they were offline calls nobody. */
  function noticeOccasion(event: InboxEvent) {
    if (event.type !== 'feed') return
    const ownId = idOfReader()
    const occasion = occasionOf(event, ownId)
    if (!occasion || Math.abs(Date.now() - Date.parse(occasion.at)) > callMs) return
    const { chat } = event
    const isShown = chat.id === chatId
    const call = { chat, occasion, workspaceId, ownId, isLeading, isShown, queryClient }
    void import('../ringing/ring.ts').then(({ ring }) => ring(call))
  }

  /** What the person may do here has changed, or they are not in the workspace any more. */
  const noticeMembership = () => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })

  function updateView(event: InboxEvent) {
    if (event.type !== 'feed' && event.type !== 'passing') return
    const key = chatKey(workspaceId, event.type === 'feed' ? event.chat.id : event.chatId)
    const view = queryClient.setQueryData<ChatView>(
      key,
      (old) => old && (event.type === 'feed' ? applyFeedEntry(old, event) : applyPassing(old, event.event)),
    )
    if (isNewsOfWhereabouts(event))
      void queryClient.invalidateQueries({ queryKey: whereaboutsKey(workspaceId, key[2]) })
    if (view?.hasGap) void queryClient.invalidateQueries({ queryKey: key }, { cancelRefetch: false })
  }

  function onConnection(connection: Connection) {
    if (connection === 'live' && snapshot.connection !== 'live') delivered.flush()
    if (connection !== 'live') dropPresence()
    show({ connection })
  }

  /** Nobody tells any more who is there: the chat is left, or the connection lost. */
  function dropPresence() {
    if (!chatId) return
    state = forgetPresence(state, chatId)
    queryClient.setQueryData<ChatView>(chatKey(workspaceId, chatId), (view) => view && withoutPresence(view))
  }

  let following: ReturnType<typeof followShared> | null = null
  const onFocus = () => document.visibilityState === 'visible' && following?.verify(verifyAfterQuietMs)
  function onVisibility() {
    if (document.visibilityState === 'hidden' && isReachedByPush()) return rest()
    if (!following) follow()
    following?.look()
    onFocus()
  }
  const onOnline = () => following?.verify(0)
  const onOffline = () => onConnection('offline')

  function follow() {
    following = followShared({
      name: `minichat.inbox.${workspaceId}`,
      client: api,
      cursor: () => state.cursor,
      isVisible: () => document.visibilityState === 'visible',
      onEvent,
      onConnection,
      onLeading: () => {
        isLeading = true
      },
      isRefusal: (error) =>
        isApiError(error, 'NOT_SIGNED_IN', 'NOT_ALLOWED', 'NOT_FOUND', 'SECOND_FACTOR_REQUIRED', 'VALIDATION_ERROR'),
      onRefused: (error) => {
        if (isApiError(error, 'NOT_FOUND')) noticeMembership()
        noticeSignedOut(error)
      },
    })
    following.show(chatId)
  }

  /** A phone stops its pages unseen and says nothing of it: while nobody looks, push messages come in place of this. */
  function rest() {
    following?.stop()
    following = null
    isLeading = false
    onConnection('connecting')
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    snapshot: () => snapshot,
    /** The last events, to lay over a fetch that was under way when they came. */
    recent: () => state.recent,
    /** Takes in the newer summary that an action returned. */
    putChat(chat: ChatSummary) {
      state = putChat(state, chat)
      show({ live: state.live })
    },
    /** Takes note of what a fetched list brought, to tell that it has arrived. */
    noticeFetched(chats: readonly ChatSummary[]) {
      for (const chat of chats) {
        const seq = undeliveredSeq(chat)
        if (seq !== null) delivered.note({ chatId: chat.id, seq })
      }
    },
    /** The chat on screen: what passes by in it comes as well. */
    showChat(next: string | undefined) {
      if (next === chatId) return
      dropPresence()
      chatId = next
      following?.show(next)
    },
    /** @returns ends it */
    start() {
      follow()
      keepDevice()
      document.addEventListener('visibilitychange', onVisibility)
      window.addEventListener('focus', onFocus)
      window.addEventListener('online', onOnline)
      window.addEventListener('offline', onOffline)
      return () => {
        following?.stop()
        following = null
        isLeading = false
        delivered.stop()
        document.removeEventListener('visibilitychange', onVisibility)
        window.removeEventListener('focus', onFocus)
        window.removeEventListener('online', onOnline)
        window.removeEventListener('offline', onOffline)
      }
    },
  }
}

/** Where the visitor is has changed, or may have while nobody told; or nothing of it is kept any more. */
const isNewsOfWhereabouts = (event: InboxEvent) =>
  event.type === 'passing'
    ? event.event.type === 'whereabouts' || event.event.type === 'presence'
    : event.type === 'feed' && event.event.type === 'chat.erased'

export type LiveInbox = ReturnType<typeof createLiveInbox>
