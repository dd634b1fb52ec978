import { useCallback, useLayoutEffect, useRef, useState } from 'react'

const nearPx = 80

/**
 * Stays at the bottom while the reader is there, and never moves what they read otherwise. The element that gets `ref`
 * scrolls one child.
 * @param firstId changes when something is put before
 */
export function useStickyScroll(firstId: string | undefined) {
  const ref = useRef<HTMLDivElement>(null)
  const isAtBottom = useRef(true)
  const first = useRef(firstId)
  const [hasNewBelow, setNewBelow] = useState(false)

  useLayoutEffect(() => {
    first.current = firstId
  }, [firstId])

  // Messages come, an answer grows, the composer grows, the phone's keyboard opens: all of it shows as a new size,
  // told after layout and before anything is painted.
  useLayoutEffect(() => {
    const element = ref.current
    const content = element?.firstElementChild
    if (!element || !content) return
    const measure = () => ({ firstId: first.current, height: element.scrollHeight, width: element.clientWidth })
    let before = measure()
    const observer = new ResizeObserver(() => {
      const now = measure()
      if (isAtBottom.current) element.scrollTop = now.height
      else if (now.firstId !== before.firstId) element.scrollTop += now.height - before.height
      else if (now.height > before.height && now.width === before.width) setNewBelow(true)
      before = now
    })
    observer.observe(element)
    observer.observe(content)
    return () => observer.disconnect()
  }, [])

  const toBottom = useCallback(() => {
    const element = ref.current
    if (element) element.scrollTop = element.scrollHeight
    isAtBottom.current = true
    setNewBelow(false)
  }, [])

  const onScroll = useCallback(() => {
    const element = ref.current
    if (!element) return
    isAtBottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx
    if (isAtBottom.current) setNewBelow(false)
  }, [])

  const letGo = useCallback(() => {
    isAtBottom.current = false
  }, [])

  return { ref, onScroll, toBottom, letGo, hasNewBelow }
}
