import { useCallback, useLayoutEffect, useRef, useState } from 'react'

const nearPx = 80

/**
 * Stays at the bottom while the reader is there, and never moves what they read otherwise.
 * @param growth changes whenever something is added at the bottom
 * @param firstId changes when something is put before
 */
export function useStickyScroll(growth: string, firstId: string | undefined) {
  const ref = useRef<HTMLDivElement>(null)
  const isAtBottom = useRef(true)
  const before = useRef({ firstId, height: 0 })
  const [hasNewBelow, setNewBelow] = useState(false)

  const toBottom = useCallback(() => {
    const element = ref.current
    if (element) element.scrollTop = element.scrollHeight
    isAtBottom.current = true
    setNewBelow(false)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: growth says when to look
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const grewAbove = before.current.firstId !== firstId
    if (isAtBottom.current) element.scrollTop = element.scrollHeight
    else if (grewAbove) element.scrollTop += element.scrollHeight - before.current.height
    else if (element.scrollHeight > before.current.height) setNewBelow(true)
    before.current = { firstId, height: element.scrollHeight }
  }, [growth, firstId])

  // The composer grows, the phone's keyboard opens: the end stays in view.
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (isAtBottom.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const onScroll = useCallback(() => {
    const element = ref.current
    if (!element) return
    isAtBottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx
    if (isAtBottom.current) setNewBelow(false)
  }, [])

  return { ref, onScroll, toBottom, hasNewBelow }
}
