import type { ChatSummary } from '@minichat/contracts'
import { newerSummary } from './chat-view.ts'

/** Somebody waits for a person, and nobody has come yet. */
export const asksForPerson = ({ status, handledBy, personRequestedAt }: ChatSummary) =>
  status === 'open' && handledBy === 'ai' && personRequestedAt !== null

/** What was said last, without the numbers of an answer's sources. */
export const excerptOf = ({ lastMessage }: ChatSummary): string =>
  lastMessage?.authorKind === 'ai'
    ? lastMessage.excerpt.replace(/\s*\[\d{1,3}(?:,\s*\d{1,3})*\]/g, '')
    : (lastMessage?.excerpt ?? '')

/** How loudly a row calls: a person is asked for, a member's chat has news, or only the AI's does. */
export function callOf(chat: ChatSummary): 'person' | 'news' | 'quiet' | undefined {
  if (asksForPerson(chat)) return 'person'
  if (chat.unreadCount === 0 || chat.isSpam) return undefined
  return chat.handledBy === 'member' ? 'news' : 'quiet'
}

/** Somebody waits for a person, or wrote to one: worth a number in the title of the page. */
export const callsForPeople = (chat: ChatSummary) => ['person', 'news'].includes(callOf(chat) ?? '')

/**
 * The rows to show: what was fetched, with what has changed since laid over it. The result does not depend on whether
 * a change came before, during or after the fetch.
 * @param hasMore whether rows beyond the last fetched one exist; older changed chats then wait for their page.
 */
export function visibleChats(
  fetched: readonly ChatSummary[],
  live: ReadonlyMap<string, ChatSummary>,
  isShown: (chat: ChatSummary) => boolean,
  hasMore: boolean,
): ChatSummary[] {
  const rows = new Map<string, ChatSummary>()
  for (const chat of fetched) {
    const known = rows.get(chat.id)
    rows.set(chat.id, known ? newerSummary(known, chat) : chat)
  }
  const oldest = fetched.at(-1)
  for (const chat of live.values()) {
    const known = rows.get(chat.id)
    if (known) rows.set(chat.id, newerSummary(known, chat))
    else if (!hasMore || !oldest || byActivity(chat, oldest) < 0) rows.set(chat.id, chat)
  }
  return [...rows.values()].filter(isShown).sort(byActivity)
}

/** Plain comparison: times and ids are ASCII, and there may be many thousands. */
const descending = (a: string, b: string) => (a === b ? 0 : a < b ? 1 : -1)
const byActivity = (a: ChatSummary, b: ChatSummary) => descending(a.updatedAt, b.updatedAt) || descending(a.id, b.id)
