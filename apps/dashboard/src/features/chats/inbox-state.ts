import type { ChatSummary, InboxEvent } from '@minichat/contracts'
import { newerSummary } from './chat-view.ts'

/** What the live stream has told so far. */
export type InboxState = {
  /** Where to go on after a break; null before the first event. */
  cursor: string | null
  /** The newest summary of every chat that changed. */
  live: ReadonlyMap<string, ChatSummary>
  /** The last events, to be laid over fetches that were under way when they came. */
  recent: readonly InboxEvent[]
  /** Grows when everything has to be fetched again. */
  generation: number
}

const recentMax = 600

export const initialInbox: InboxState = { cursor: null, live: new Map(), recent: [], generation: 0 }

export function applyInboxEvent(state: InboxState, event: InboxEvent): InboxState {
  switch (event.type) {
    case 'feed':
      return { ...remember(putChat(state, event.chat), event), cursor: event.cursor }
    case 'passing':
      // Who was writing then is not writing when a fetch is done; how far somebody has read, and where the visitor is, is asked
      // for after it.
      return ['typing', 'looking', 'seen', 'whereabouts'].includes(event.event.type) ? state : remember(state, event)
    case 'ready':
      // Without a cursor the stream began 'from now on': what happened since the first fetch may be missing.
      return state.cursor === null
        ? { ...state, cursor: event.cursor, generation: state.generation + 1 }
        : { ...state, cursor: event.cursor }
    case 'resync':
      return { cursor: event.cursor, live: new Map(), recent: [], generation: state.generation + 1 }
    case 'counts':
    case 'membership.changed':
    case 'reconnect':
      return state
  }
}

export function putChat(state: InboxState, chat: ChatSummary): InboxState {
  const known = state.live.get(chat.id)
  const newest = known ? newerSummary(known, chat) : chat
  return newest === known ? state : { ...state, live: new Map(state.live).set(chat.id, newest) }
}

/** What was known of who is there, once nobody tells any more. */
export const forgetPresence = (state: InboxState, chatId: string): InboxState => ({
  ...state,
  recent: state.recent.filter(
    (event) => event.type !== 'passing' || event.chatId !== chatId || event.event.type !== 'presence',
  ),
})

const remember = (state: InboxState, event: InboxEvent): InboxState => ({
  ...state,
  recent: [...state.recent.slice(1 - recentMax), event],
})
