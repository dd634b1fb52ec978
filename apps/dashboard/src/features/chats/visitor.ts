import type { ChatSummary } from '@minichat/contracts'
import { useText } from '../../lib/text.ts'
import { chatsText } from './chats.text.ts'
import { decoded } from './decoded.ts'

const tagLength = 4

/** Tells visitors without a name apart: the same for all chats of one, on every screen. */
export const visitorTag = (visitorId: string) => visitorId.slice(-tagLength).toUpperCase()

/** The visitor's name, or 'Visitor 4F2A'. */
export function useVisitorName({ visitor }: ChatSummary): string {
  const text = useText(chatsText)
  return visitor.name ?? text.visitorTagged(visitorTag(visitor.id))
}

/** @returns the path of the page that the visitor was on, readable; null where it tells nothing. */
export function pagePath(pageUrl: string | null): string | null {
  if (!pageUrl || !URL.canParse(pageUrl)) return null
  return decoded(new URL(pageUrl).pathname)
}
