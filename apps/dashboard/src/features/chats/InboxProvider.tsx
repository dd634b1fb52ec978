import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { InboxContext } from './inbox-context.ts'
import { createLiveInbox } from './live-inbox.ts'

type InboxProviderProps = {
  workspaceId: string
  /** While the workspace may not be looked into. */
  isOff: boolean
  children: ReactNode
}

/** Keeps the inbox live and lets everything below follow it. Key it by workspace. */
export function InboxProvider({ workspaceId, isOff, children }: InboxProviderProps) {
  const queryClient = useQueryClient()
  const [inbox] = useState(() => createLiveInbox(workspaceId, queryClient))
  const { chatId } = useParams({ strict: false })
  const { live, connection } = useSyncExternalStore(inbox.subscribe, inbox.snapshot)

  // Before the stream is opened, so that it is opened for this chat.
  useEffect(() => inbox.showChat(chatId), [inbox, chatId])
  useEffect(() => (isOff ? undefined : inbox.start()), [inbox, isOff])

  const { recent, putChat, noticeFetched } = inbox
  const value = useMemo(
    () => ({ workspaceId, live, connection, recent, putChat, noticeFetched }),
    [workspaceId, live, connection, recent, putChat, noticeFetched],
  )
  return <InboxContext value={value}>{children}</InboxContext>
}
