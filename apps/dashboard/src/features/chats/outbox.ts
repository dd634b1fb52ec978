/** A reply on its way. Its clientMessageId stays the same for every attempt, so that it is stored once. */
export type OutboxItem = {
  clientMessageId: string
  workspaceId: string
  chatId: string
  text: string
  createdAt: string
  /** asking: another member replied meanwhile; its author decides. */
  status: 'sending' | 'failed' | 'asking'
  /** The error code of the last attempt. */
  problem: string | null
  /** What its author had seen: it is not sent over what others replied since. null: sent whatever they did. */
  seenSeq: number | null
}

export type OutboxChange =
  | { type: 'queued'; item: OutboxItem }
  | { type: 'failed'; clientMessageId: string; problem: string }
  /** The server is out of reach: what follows in the chat waits as well, to stay in order. */
  | { type: 'held'; chatId: string; problem: string }
  | { type: 'asked'; chatId: string }
  | { type: 'retried'; clientMessageId: string }
  | { type: 'insisted'; chatId: string }
  | { type: 'gone'; clientMessageId: string }
  | { type: 'cleared' }

/** Refusals that pass by themselves. */
const passing: readonly string[] = ['OFFLINE', 'SERVICE_UNAVAILABLE', 'SHUTTING_DOWN', 'RATE_LIMITED']

export const passesByItself = (problem: string | null) => problem !== null && passing.includes(problem)

export function applyOutboxChange(items: readonly OutboxItem[], change: OutboxChange): readonly OutboxItem[] {
  switch (change.type) {
    case 'queued':
      return [...items, change.item]
    case 'failed':
      return items.map((item) =>
        item.clientMessageId === change.clientMessageId ? { ...item, status: 'failed', problem: change.problem } : item,
      )
    case 'held':
      return items.map((item) =>
        isSendingIn(change.chatId)(item) ? { ...item, status: 'failed', problem: change.problem } : item,
      )
    case 'asked':
      return items.map((item) => (isSendingIn(change.chatId)(item) ? { ...item, status: 'asking' } : item))
    case 'insisted':
      return items.map((item) =>
        item.chatId === change.chatId && item.status === 'asking'
          ? { ...item, status: 'sending', seenSeq: null, problem: null }
          : item,
      )
    case 'retried':
      return retried(items, change.clientMessageId)
    case 'cleared':
      return []
    case 'gone':
      return items.filter(({ clientMessageId }) => clientMessageId !== change.clientMessageId)
  }
}

/** With it goes whatever waits before and after it in the chat, so that the order stays. */
function retried(items: readonly OutboxItem[], clientMessageId: string): readonly OutboxItem[] {
  const chatId = items.find((item) => item.clientMessageId === clientMessageId)?.chatId
  return items.map((item) => {
    const goes =
      item.clientMessageId === clientMessageId ||
      (item.chatId === chatId && item.status === 'failed' && passesByItself(item.problem))
    return goes ? { ...item, status: 'sending', problem: null } : item
  })
}

export const isSendingIn =
  (chatId: string) =>
  (item: OutboxItem): boolean =>
    item.chatId === chatId && item.status === 'sending'

/** What a reload finds: nobody knows how a send under way ended, and sending again is harmless. */
export function readOutbox(stored: string | null): readonly OutboxItem[] {
  try {
    const items = JSON.parse(stored ?? '[]') as OutboxItem[]
    return items.map((item) =>
      item.status === 'asking' ? item : { ...item, status: 'failed', problem: item.problem ?? 'OFFLINE' },
    )
  } catch {
    return []
  }
}
