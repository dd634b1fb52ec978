import type { Marks } from '@minichat/contracts'
import { setMarks, undeliveredIn } from './chat.store.ts'
import type { ChatCore } from './chat-core.ts'
import { presentMarks } from './chat-rows.ts'

type Change = { deliveredSeq?: number | undefined; readSeq?: number | undefined }

/** How far each side has got. Marks only move forward, and never beyond what there is. */
export function createMarking({ db, withLock, record }: ChatCore) {
  /** @returns the marks as they then are. An event only where one of them moved. */
  function mark(side: 'visitor' | 'member', workspaceId: string, chatId: string, change: Change): Promise<Marks> {
    return withLock(workspaceId, chatId, async (tx, session) => {
      const before = presentMarks(session)
      const reach = (seq: number | undefined, known: number) => Math.max(known, Math.min(seq ?? 0, session.last_seq))
      const read = reach(change.readSeq, before[`${side}ReadSeq`])
      const delivered = Math.max(reach(change.deliveredSeq, before[`${side}DeliveredSeq`]), read)
      const marks: Marks = { ...before, [`${side}ReadSeq`]: read, [`${side}DeliveredSeq`]: delivered }
      if (read === before[`${side}ReadSeq`] && delivered === before[`${side}DeliveredSeq`]) return marks
      await setMarks(tx, chatId, marks)
      await record(tx, chatId, 'chat.marked', marks, (seq) => ({ type: 'chat.marked', seq, marks }))
      return marks
    })
  }

  return {
    mark,
    /** Visitors' messages have arrived on a member's screen. Chats where that is nothing new are not touched. */
    async markDelivered(workspaceId: string, shown: { chatId: string; seq: number }[]): Promise<void> {
      const news = await db.transaction(workspaceId, (tx) => undeliveredIn(tx, shown))
      for (const { id, seq } of news) await mark('member', workspaceId, id, { deliveredSeq: seq })
    },
  }
}
