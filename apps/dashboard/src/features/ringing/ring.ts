import { type ChatSummary, defaultNotificationWishes } from '@minichat/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { notifyOfChat } from '../../components/ChatNotice.tsx'
import { api } from '../../lib/api.ts'
import { notificationWish, soundWish } from '../../lib/notification-wish.ts'
import { showNotification } from '../../lib/push-device.ts'
import { localeStore } from '../../lib/text.ts'
import { notificationsQuery } from '../notifications/notifications-query.ts'
import { type Occasion, wishOf } from './occasion.ts'
import { ringText } from './ring.text.ts'
import { play } from './ringing.ts'

type Call = {
  chat: ChatSummary
  occasion: Occasion
  workspaceId: string
  ownId: string
  /** Of several tabs one sounds. */
  isLeading: boolean
  /** The chat is the one on screen in this tab. */
  isShown: boolean
  queryClient: QueryClient
}

/** Calls a member to a chat: by sound, by a notice on the page, and by a notification where they look at something else. */
export async function ring({ chat, occasion, workspaceId, ownId, isLeading, isShown, queryClient }: Call) {
  const { kind } = occasion
  const wishes = await queryClient
    .fetchQuery({ ...notificationsQuery(workspaceId), staleTime: 60_000 })
    .then((known) => known.wishes)
    // Better once too often than not at all.
    .catch(() => defaultNotificationWishes)
  if (!wishes[wishOf[kind]]) return
  const isCall = kind !== 'message' && kind !== 'mention'
  if (wishOf[kind] === 'requests' && (await isAway(ownId))) return
  const isVisible = document.visibilityState === 'visible'
  if (!isCall && isShown && isVisible) return
  if (isLeading && soundWish.get() === 'on') play(isCall ? 'ring' : 'note')

  const text = ringText[localeStore.get()]
  const name = kind === 'mention' ? (occasion.by ?? '') : (chat.visitor.name ?? text.visitor)
  const title = text[kind](name)
  if (isVisible) {
    if (needsNotice(kind)) void showNotice(chat.id, title, occasion.text)
  } else if (isLeading && notificationWish.get() === ownId) {
    const body = wishes.previews ? occasion.text : kind === 'message' ? text.newMessage : ''
    await showNotification({ workspaceId, chatId: chat.id }, { title, body, lang: localeStore.get() })
  }
}

/** Whoever looks at the list of chats sees there what is new, and who asks for a person. */
const needsNotice = (kind: Occasion['kind']) =>
  kind !== 'message' && !(kind === 'request' && window.location.pathname.startsWith('/chats'))

/** Whoever is away is called to what is theirs alone. */
async function isAway(memberId: string): Promise<boolean> {
  const { data } = await api.request('GET /api/v1/duty')
  return data.find((one) => one.memberId === memberId)?.isAway ?? false
}

const showNotice = (chatId: string, title: string, words: string) =>
  notifyOfChat({
    id: `ring-${chatId}`,
    chatId,
    title,
    words,
    open: ringText[localeStore.get()].open,
    closesAfterMs: 20_000,
  })
