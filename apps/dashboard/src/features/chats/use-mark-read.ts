import { useCallback, useEffect, useRef } from 'react'
import { usePageVisible } from '../../components/use-page-visible.ts'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { ChatView } from './chat-view.ts'
import { useInbox } from './inbox-context.ts'

/** Tells the server what has been seen, once per message, while somebody looks at the page. */
export function useMarkRead(view: ChatView | undefined) {
  const { putChat } = useInbox()
  const isVisible = usePageVisible()
  const told = useRef('')
  const chat = view?.chat
  const { me } = useSession()
  const isMentioned = chat?.mentions.some(({ memberId, isRead }) => memberId === me.user.id && !isRead) ?? false
  // Notes count as well: who is mentioned in one has seen it then.
  const readSeq = Math.max(view?.messages.at(-1)?.seq ?? 0, isMentioned ? (view?.notes.at(-1)?.seq ?? 0) : 0)
  const mark = useCallback(async () => {
    if (!chat || (chat.unreadCount === 0 && !isMentioned) || !isVisible) return
    const telling = `${chat.id}:${readSeq}`
    if (told.current === telling) return
    told.current = telling
    const { memberDeliveredSeq } = chat.marks
    const marks = {
      ...chat.marks,
      memberReadSeq: readSeq,
      memberDeliveredSeq: Math.max(memberDeliveredSeq, readSeq),
    }
    putChat({ ...chat, marks, unreadCount: 0 })
    const params = { chatId: chat.id }
    await api.request('POST /api/v1/chats/:chatId/marks', { params, body: { readSeq } }).catch(() => {
      told.current = ''
    })
  }, [chat, isVisible, isMentioned, readSeq, putChat])
  useEffect(() => void mark(), [mark])
}
