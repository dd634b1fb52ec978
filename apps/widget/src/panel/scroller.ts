type Listener = {
  /** The reader is near the beginning. */
  onTop: () => void
  /** Whether there is something below that the reader does not see. Told whenever that may have changed. */
  onAway: (isAway: boolean) => void
}

const nearPx = 48
const topMarginPx = 12

const topOf = (node: Element) => node.getBoundingClientRect().top

/**
 * Follows the conversation for as long as the reader does. Whoever scrolled up is left in peace, and a long answer is
 * followed only until its beginning reaches the top: text flows on below without pushing it away.
 */
export function createScroller(log: HTMLElement, lifetime: AbortSignal, { onTop, onAway }: Listener) {
  let isFollowing = true
  let expected = -1
  /** Of this one the reader wants the end, as it grows. */
  let wanted: Element | null = null

  const distance = () => log.scrollHeight - log.clientHeight - log.scrollTop
  const tell = () => onAway(distance() > nearPx)

  function scrollTo(top: number): void {
    log.scrollTop = top
    expected = log.scrollTop
    tell()
  }

  const lastItem = () => log.querySelector<HTMLElement>('.items > :last-child')

  function follow(): void {
    const last = lastItem()
    const end = log.scrollHeight - log.clientHeight
    const goesToEnd = !last || last === wanted || last.classList.contains('visitor')
    const beginning = goesToEnd ? end : last.offsetTop - topMarginPx
    scrollTo(Math.max(Math.min(end, beginning), Math.min(log.scrollTop, end)))
  }

  const nodes = () => [...log.querySelectorAll('.items > *')]

  function visibleItems(): Array<{ node: Element; at: number; top: number }> {
    const { top, bottom } = log.getBoundingClientRect()
    return nodes()
      .map((node, at) => ({ node, at, top: topOf(node) }))
      .filter((one) => one.node.getBoundingClientRect().bottom > top && one.top < bottom)
  }

  log.addEventListener(
    'scroll',
    () => {
      tell()
      // Our own scrolling is reported as well, a moment later.
      if (Math.abs(log.scrollTop - expected) < 2) return
      isFollowing = distance() < nearPx
      wanted = isFollowing ? lastItem() : null
      if (log.scrollTop < nearPx * 2) onTop()
    },
    { passive: true, signal: lifetime },
  )
  // The keyboard of a phone and a growing field take room away.
  const observer = new ResizeObserver(() => (isFollowing ? follow() : tell()))
  observer.observe(log)
  lifetime.addEventListener('abort', () => observer.disconnect())

  return {
    isAtEnd: () => distance() <= nearPx,
    /** Changes the content: what a reader who does not follow has in view stays where it is. */
    keepPlace: (change: () => void) => {
      const inView = isFollowing ? [] : visibleItems()
      change()
      if (isFollowing) return follow()
      const kept = inView.find(({ node }) => node.isConnected) ?? inView[0]
      // Where all of them were drawn anew, as a long answer is at its end, another one stands in its place.
      const node = kept?.node.isConnected ? kept.node : nodes()[kept?.at ?? -1]
      if (kept && node) scrollTo(log.scrollTop + topOf(node) - kept.top)
    },
    toEnd: () => {
      isFollowing = true
      wanted = lastItem()
      scrollTo(log.scrollHeight)
    },
  }
}
