import type { ChatSummary } from '@minichat/contracts'
import { notifyOfChat } from '../../components/ChatNotice.tsx'
import { api } from '../../lib/api.ts'
import { localeStore } from '../../lib/text.ts'
import { excerptOf } from '../chats/chat-list.ts'
import { ringText } from './ring.text.ts'
import { notificationWish, playRing, soundWish } from './ringing.ts'

type Call = {
  /** The chat has become theirs, or its visitor has waited too long. */
  reason: 'assigned' | 'overdue'
  ownId: string
  /** Of several tabs one sounds. */
  isLeading: boolean
}

/** Calls a member to a chat: by sound, by a notice on the page, and by a notification where they look at something else. */
export async function ring(chat: ChatSummary, { reason, ownId, isLeading }: Call): Promise<void> {
  if (reason === 'overdue' && (await isAway(ownId))) return
  const text = ringText[localeStore.get()]
  const title = text[reason](chat.visitor.name ?? text.visitor)
  const body = excerptOf(chat)
  if (isLeading && soundWish.get() === 'on') playRing()
  if (document.visibilityState === 'visible') void showNotice(chat.id, title, body)
  else if (isLeading) showNotification(chat.id, title, body)
}

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

function showNotification(chatId: string, title: string, body: string): void {
  if (notificationWish.get() !== 'on' || !('Notification' in window) || Notification.permission !== 'granted') return
  const shown = new Notification(title, { body, tag: `ring-${chatId}` })
  shown.onclick = () => {
    window.focus()
    window.location.assign(`/chats/${chatId}`)
  }
}
