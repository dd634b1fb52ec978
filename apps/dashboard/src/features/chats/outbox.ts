/** A reply on its way. Its clientMessageId stays the same for every attempt, so that it is stored once. */
export type OutboxItem = {
  clientMessageId: string
  workspaceId: string
  chatId: string
  text: string
  createdAt: string
  status: 'sending' | 'failed'
  /** The error code of the last attempt. */
  problem: string | null
}

export type OutboxChange =
  | { type: 'queued'; item: OutboxItem }
  | { type: 'retried'; clientMessageId: string }
  | { type: 'failed'; clientMessageId: string; problem: string }
  | { type: 'gone'; clientMessageId: string }

export function applyOutboxChange(items: readonly OutboxItem[], change: OutboxChange): readonly OutboxItem[] {
  switch (change.type) {
    case 'queued':
      return [...items, change.item]
    case 'retried':
      return items.map((item) =>
        item.clientMessageId === change.clientMessageId ? { ...item, status: 'sending', problem: null } : item,
      )
    case 'failed':
      return items.map((item) =>
        item.clientMessageId === change.clientMessageId ? { ...item, status: 'failed', problem: change.problem } : item,
      )
    case 'gone':
      return items.filter(({ clientMessageId }) => clientMessageId !== change.clientMessageId)
  }
}

/** What a reload finds: nobody knows how a send under way ended, and sending again is harmless. */
export function readOutbox(stored: string | null): readonly OutboxItem[] {
  try {
    const items = JSON.parse(stored ?? '[]') as OutboxItem[]
    return items.map((item) => ({ ...item, status: 'failed', problem: item.problem ?? 'OFFLINE' }))
  } catch {
    return []
  }
}
