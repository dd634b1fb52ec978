import type { Marks, Message } from '@minichat/contracts'

export type MessageStatus = 'sent' | 'delivered' | 'read'

/** How far the newest reply of members has got: said of it alone, what came before has got as far at least. */
export function newestReplyStatus(messages: readonly Message[], marks: Marks) {
  const newest = messages.findLast(({ author, state }) => author.kind === 'member' && state !== 'removed')
  if (!newest) return null
  const status: MessageStatus =
    newest.seq <= marks.visitorReadSeq ? 'read' : newest.seq <= marks.visitorDeliveredSeq ? 'delivered' : 'sent'
  return { messageId: newest.id, status }
}
