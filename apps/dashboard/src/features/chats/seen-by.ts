import type { Message, Reader } from '@minichat/contracts'

export const newestOfVisitor = (messages: readonly Message[]) =>
  messages.findLast(({ author, state }) => author.kind === 'visitor' && state !== 'removed')

/**
 * Who else of the team has seen the visitor's newest message.
 * @param told what was told live, newer than what was `fetched`.
 */
export function seenByOthers(
  messages: readonly Message[],
  { fetched, told, ownId }: { fetched: readonly Reader[]; told: readonly Reader[]; ownId: string },
): { messageId: string; readers: Reader[] } | null {
  const newest = newestOfVisitor(messages)
  if (!newest) return null
  const all = new Map<string, Reader>()
  for (const reader of [...fetched, ...told]) {
    if (reader.readSeq >= (all.get(reader.memberId)?.readSeq ?? 0)) all.set(reader.memberId, reader)
  }
  all.delete(ownId)
  const readers = [...all.values()].filter(({ readSeq }) => readSeq >= newest.seq)
  return readers.length > 0 ? { messageId: newest.id, readers } : null
}
