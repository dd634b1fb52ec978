import type { Found } from '@minichat/contracts'

/** Where a hit is opened. null: there is nothing to open, as a visitor without a chat. */
export function placeOf(found: Found) {
  if (found.kind === 'message') {
    return { to: '/chats/$chatId', params: { chatId: found.chatId }, search: { message: found.seq } } as const
  }
  if (found.kind === 'visitor') {
    return found.chatId ? ({ to: '/chats/$chatId', params: { chatId: found.chatId } } as const) : null
  }
  if (found.entryId) return { to: '/knowledge', search: { entry: found.entryId } } as const
  return { to: '/knowledge', search: { tab: 'documents', document: found.documentId ?? undefined } } as const
}

export const keyOf = (found: Found) => (found.kind === 'knowledge' ? found.passageId : found.id)
