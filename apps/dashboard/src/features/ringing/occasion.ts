import type { FeedEntry, NotificationWishes } from '@minichat/contracts'

/** Something in a chat that calls for a member. */
export type Occasion = {
  kind: 'request' | 'overdue' | 'assignment' | 'mention' | 'message'
  at: string
  /** Who mentioned them. */
  by?: string | null
  text: string
}

/** What of a person's wishes it falls under. */
export const wishOf = {
  request: 'requests',
  overdue: 'requests',
  assignment: 'assignments',
  mention: 'mentions',
  message: 'messages',
} as const satisfies Record<Occasion['kind'], keyof NotificationWishes>

/** Whether what has happened calls for a member, as a push message would; null: it does not. */
export function occasionOf({ event, chat }: FeedEntry, ownId: string): Occasion | null {
  const text = chat.lastMessage?.authorKind === 'visitor' ? chat.lastMessage.excerpt : ''
  if (event.type === 'note.created') {
    const { note } = event
    if (note.author.id === ownId || !note.mentions.includes(ownId)) return null
    return { kind: 'mention', at: note.createdAt, by: note.author.name, text: note.text }
  }
  if (event.type === 'message.created') {
    const { message } = event
    if (message.author.kind !== 'visitor' || chat.assignee?.id !== ownId) return null
    return { kind: 'message', at: message.createdAt, text: message.text }
  }
  if (event.type === 'chat.assigned') {
    if (event.assignee?.id !== ownId || event.by?.id === ownId) return null
    return { kind: 'assignment', at: event.at, text }
  }
  if (event.type === 'chat.overdue') return { kind: 'overdue', at: event.at, text }
  // By a rule it may have become somebody's in the same moment: they alone are called.
  if (event.type !== 'chat.person_requested' || chat.assignee || chat.status !== 'open') return null
  return { kind: 'request', at: event.state.personRequestedAt ?? chat.updatedAt, text }
}
