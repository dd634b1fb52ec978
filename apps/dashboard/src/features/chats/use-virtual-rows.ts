import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'

/** Rows beyond the edges, so that a quick scroll finds them drawn. */
const overscan = 8

/**
 * Which rows of a long list are to be drawn: those in sight, by a height that all rows share.
 * @param scroller what scrolls. @param rows how many there are.
 * @returns from and to (exclusive), the height of one, and a way to bring one into sight.
 */
export function useVirtualRows(scroller: RefObject<HTMLElement | null>, rows: number) {
  const [rowHeight, setRowHeight] = useState(96)
  const [range, setRange] = useState({ from: 0, to: 24 })

  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - overscan)
    const to = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + overscan
    setRange((known) => (known.from === from && known.to === to ? known : { from, to }))
  }, [scroller, rowHeight])

  // Texts of another language or size make other rows; all of one list are alike.
  useLayoutEffect(() => {
    const height = scroller.current?.querySelector('li')?.getBoundingClientRect().height
    if (height && Math.abs(height - rowHeight) > 0.5) setRowHeight(height)
  })

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    look()
    element.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [scroller, look])

  // Another list begins at its top.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [scroller])

  const show = useCallback(
    (index: number) => {
      const element = scroller.current
      if (!element) return
      const top = index * rowHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowHeight > element.scrollTop + element.clientHeight)
        element.scrollTop = top + rowHeight - element.clientHeight
    },
    [scroller, rowHeight],
  )
  const from = Math.min(range.from, Math.max(0, rows - 1))
  return { from, to: Math.min(rows, range.to), rowHeight, show }
}
