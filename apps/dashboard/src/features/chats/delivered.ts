import type { ChatSummary, InboxEvent } from '@minichat/contracts'

type Arrival = { chatId: string; seq: number }
type DeliveredOptions = {
  tell: (chats: Arrival[]) => Promise<unknown>
  /** Of several tabs one tells. */
  isResponsible: () => boolean
  /** What is known by now: told by others, or read. */
  deliveredSeqOf: (chatId: string) => number
}

const collectMs = 1000
const batchMax = 100

/** @returns the number up to which messages of a fetched chat have just arrived here; null when none did. */
export function undeliveredSeq({ lastMessage, unreadCount, lastSeq, marks }: ChatSummary): number | null {
  if (unreadCount === 0 || lastMessage?.authorKind !== 'visitor') return null
  // The event that follows what was delivered is the one that says so: nothing has come since.
  const isAllThere = marks.memberDeliveredSeq > 0 && lastSeq - marks.memberDeliveredSeq <= 1
  return isAllThere ? null : lastSeq
}

/** @returns what a live event brought of a visitor's. */
export function arrivalOf(event: InboxEvent): Arrival | null {
  if (event.type !== 'feed' || event.event.type !== 'message.created') return null
  return event.event.message.author.kind === 'visitor' ? { chatId: event.chat.id, seq: event.event.seq } : null
}

/**
 * Tells the server what has arrived, about once a second for all chats together. What fails waits for `flush`, which
 * is to be called when the connection is back.
 */
export function createDeliveredTeller({ tell, isResponsible, deliveredSeqOf }: DeliveredOptions) {
  const pending = new Map<string, number>()
  const told = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush() {
    clearTimeout(timer)
    timer = undefined
    if (!isResponsible()) return pending.clear()
    const due = [...pending]
      .map(([chatId, seq]) => ({ chatId, seq }))
      .filter(({ chatId, seq }) => seq > deliveredSeqOf(chatId))
    pending.clear()
    for (let start = 0; start < due.length; start += batchMax) send(due.slice(start, start + batchMax))
  }

  function send(chats: Arrival[]) {
    for (const { chatId, seq } of chats) told.set(chatId, seq)
    tell(chats).catch(() => {
      for (const { chatId, seq } of chats) {
        if (told.get(chatId) === seq) told.delete(chatId)
        pending.set(chatId, Math.max(seq, pending.get(chatId) ?? 0))
      }
    })
  }

  return {
    note({ chatId, seq }: Arrival) {
      if (seq <= Math.max(told.get(chatId) ?? 0, pending.get(chatId) ?? 0)) return
      pending.set(chatId, seq)
      timer ??= setTimeout(flush, collectMs)
    },
    flush,
    stop: () => clearTimeout(timer),
  }
}
