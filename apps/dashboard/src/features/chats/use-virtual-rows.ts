import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'

/** Rows beyond the edges, so that a quick scroll finds them drawn. */
const overscan = 8

/**
 * Which rows of a long list are to be drawn: those in sight, by a height that all rows share.
 * @param scrollerRef what scrolls, with the list in it. @param rows how many there are.
 * @returns from and to (exclusive), the height of one, and a way to bring one into sight.
 */
export function useVirtualRows(scrollerRef: RefObject<HTMLElement | null>, rows: number) {
  const [{ from, to, rowHeight }, setDrawn] = useState({ from: 0, to: 24, rowHeight: 96 })

  useEffect(() => {
    const scroller = scrollerRef.current
    const list = scroller?.querySelector('ul')
    if (!scroller || !list) return
    function look(element: HTMLElement) {
      setDrawn((known) => {
        // Texts of another language or size make other rows; all of one list are alike.
        const rowHeight = element.querySelector('li')?.getBoundingClientRect().height || known.rowHeight
        const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - overscan)
        const to = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + overscan
        const isSame = known.from === from && known.to === to && Math.abs(known.rowHeight - rowHeight) < 0.5
        return isSame ? known : { from, to, rowHeight }
      })
    }
    const onScroll = () => look(scroller)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    // Also tells the sizes that there are at first.
    const observer = new ResizeObserver(onScroll)
    observer.observe(scroller)
    observer.observe(list)
    return () => {
      scroller.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [scrollerRef])

  // Another list begins at its top.
  useLayoutEffect(() => {
    scrollerRef.current?.scrollTo({ top: 0 })
  }, [scrollerRef])

  const show = useCallback(
    (index: number) => {
      const scroller = scrollerRef.current
      if (!scroller) return
      const top = index * rowHeight
      const bottom = top + rowHeight - scroller.clientHeight
      if (top < scroller.scrollTop) scroller.scrollTo({ top })
      else if (bottom > scroller.scrollTop) scroller.scrollTo({ top: bottom })
    },
    [scrollerRef, rowHeight],
  )
  return { from: Math.min(from, Math.max(0, rows - 1)), to: Math.min(rows, to), rowHeight, show }
}
