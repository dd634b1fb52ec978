import type { ChatSummary, InboxEvent } from '@minichat/contracts'
import { createContext, useContext } from 'react'
import type { Connection } from './follow-inbox.ts'

export type Inbox = {
  workspaceId: string
  live: ReadonlyMap<string, ChatSummary>
  connection: Connection
  /** The last events, to lay over a fetch that was under way when they came. */
  recent: () => readonly InboxEvent[]
  /** Takes in the newer summary that an action returned. */
  putChat: (chat: ChatSummary) => void
}

export const InboxContext = createContext<Inbox | null>(null)

export function useInbox(): Inbox {
  const inbox = useContext(InboxContext)
  if (!inbox) throw new Error('useInbox is for pages inside InboxProvider.')
  return inbox
}

export const chatsKey = (workspaceId: string) => [workspaceId, 'chats'] as const
export const chatKey = (workspaceId: string, chatId: string) => [workspaceId, 'chat', chatId] as const
