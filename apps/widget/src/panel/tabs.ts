import type { ChatEvent, Message, RunningAnswer } from '@minichat/contracts'
import type { Storage } from './storage.ts'
import type { Entry, Problem } from './view.ts'

/** What tabs of one visitor tell each other. */
export type TabMessage =
  | { type: 'event'; chatId: string; event: ChatEvent }
  /** The leader: it is there, this far, and this is the answer that is being written. */
  | { type: 'here'; chatId: string; lastSeq: number; isUp: boolean; answer: RunningAnswer | null }
  /** A follower: is anybody there? `surely`: the connection is in doubt. */
  | { type: 'ask'; chatId: string; surely: boolean }
  | { type: 'queued'; entry: Entry }
  | { type: 'stored'; message: Message }
  | { type: 'unsent'; clientMessageId: string; problem: Problem }
  /** The token that is kept now leads to another chat. */
  | { type: 'moved' }

export type Tabs = {
  /** Whether other tabs can hear this one. */
  isConnected: () => boolean
  tell: (message: TabMessage) => void
  listen: (listener: (message: TabMessage) => void) => void
}

/** Only tabs that share a storage, and so a visitor, talk to each other. */
export function createTabs(name: string, storage: Storage, lifetime: AbortSignal): Tabs {
  let channel: BroadcastChannel | null = null
  const isConnected = () => channel !== null && storage.isShared()
  try {
    channel = new BroadcastChannel(name)
    lifetime.addEventListener('abort', () => channel?.close())
  } catch {
    // Old browsers have none, and some refuse it where they refuse storage.
  }
  return {
    isConnected,
    tell: (message) => {
      if (isConnected() && !lifetime.aborted) channel?.postMessage(message)
    },
    listen: (listener) => {
      channel?.addEventListener('message', ({ data }) => {
        if (isConnected()) listener(data as TabMessage)
      })
    },
  }
}
