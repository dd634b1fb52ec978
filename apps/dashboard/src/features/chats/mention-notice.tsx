import type { Note } from '@minichat/contracts'
import { notifyOfChat } from '../../components/ChatNotice.tsx'
import { localeStore } from '../../lib/text.ts'
import { inboxText } from './inbox.text.ts'

/** Says that a colleague has mentioned the reader, with the way there. */
export function notifyMention({ chatId, author, text }: Note) {
  const words = inboxText[localeStore.get()]
  return notifyOfChat({
    id: `mention-${chatId}`,
    chatId,
    title: words.mentionedYou(author.name ?? ''),
    words: text.slice(0, 120),
    open: words.openChat,
    closesAfterMs: 15_000,
  })
}
