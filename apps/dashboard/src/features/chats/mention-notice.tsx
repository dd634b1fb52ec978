import type { Note } from '@minichat/contracts'
import { notify } from '../../lib/notify.ts'
import { localeStore } from '../../lib/text.ts'
import { inboxText } from './inbox.text.ts'

/** Says that a colleague has mentioned the reader, with the way there. */
export function notifyMention({ chatId, author, text }: Note) {
  const words = inboxText[localeStore.get()]
  return notify({
    id: `mention-${chatId}`,
    autoClose: 15_000,
    title: words.mentionedYou(author.name ?? ''),
    message: (
      <>
        {text.slice(0, 120)} <a href={`/chats/${chatId}`}>{words.openChat}</a>
      </>
    ),
  })
}
