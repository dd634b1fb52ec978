import type { Message } from '@minichat/contracts'
import type { OutboxItem } from './outbox.ts'

/** What somebody else replied since the held back replies were written; the newest. */
export function otherReplySince(messages: readonly Message[], held: readonly OutboxItem[], ownId: string) {
  const seenSeq = Math.min(...held.map((item) => item.seenSeq ?? 0))
  const isOther = ({ author, seq }: Message) => author.kind === 'member' && author.id !== ownId && seq > seenSeq
  return messages.findLast(isOther) ?? null
}
