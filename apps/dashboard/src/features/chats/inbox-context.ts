import { createContext, useContext } from 'react'
import type { LiveInbox, LiveSnapshot } from './live-inbox.ts'

export type Inbox = LiveSnapshot & { workspaceId: string } & Pick<LiveInbox, 'recent' | 'putChat' | 'noticeFetched'>

export const InboxContext = createContext<Inbox | null>(null)

export function useInbox(): Inbox {
  const inbox = useContext(InboxContext)
  if (!inbox) throw new Error('useInbox is for pages inside InboxProvider.')
  return inbox
}
