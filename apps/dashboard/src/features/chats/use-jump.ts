import { type RefObject, useEffect, useRef } from 'react'
import type { ChatView } from './chat-view.ts'

/**
 * Brings one message into view and marks it, once for each time that it is asked for; loads older pages until it is there.
 * @param seq of the message; undefined: nothing is asked for.
 * @param letGo keeps the list from returning to its end.
 */
export function useJump(
  seq: number | undefined,
  { messages, olderCursor }: Pick<ChatView, 'messages' | 'olderCursor'>,
  { list, loadOlder, letGo }: { list: RefObject<HTMLElement | null>; loadOlder: () => void; letGo: () => void },
): void {
  const done = useRef<number | undefined>(undefined)
  const isThere = messages.some((message) => message.seq === seq)
  const isOlder = !isThere && seq !== undefined && olderCursor !== null && seq < (messages[0]?.seq ?? 0)

  useEffect(() => {
    if (isOlder && done.current !== seq) loadOlder()
  })

  useEffect(() => {
    if (seq === undefined) done.current = undefined
    if (seq === undefined || !isThere || done.current === seq) return
    // Two frames later the list has taken its new size, and has moved for it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        done.current = seq
        letGo()
        show(list.current, seq)
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [seq, isThere, list, letGo])
}

function show(list: HTMLElement | null, seq: number): void {
  for (const marked of list?.querySelectorAll('[data-found]') ?? []) marked.removeAttribute('data-found')
  const message = list?.querySelector<HTMLElement>(`[data-seq="${seq}"]`)
  if (!message) return
  message.dataset.found = 'true'
  message.scrollIntoView({ block: 'center' })
  // Read aloud from there on.
  message.tabIndex = -1
  message.focus({ preventScroll: true })
}
