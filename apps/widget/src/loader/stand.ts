/**
 * Where the widget stands on the page: an element of its own at the end of the body, with a shadow root. What is in
 * `frame` goes into the browser's top layer, where no z-index covers it and no transform, filter or overflow of the body
 * reaches it; browsers without popovers leave it at the highest z-index.
 */
export function createStand(frame: HTMLElement) {
  const host = document.createElement('minichat-widget')
  const root = host.attachShadow({ mode: 'open' })
  frame.popover = 'manual'
  root.append(frame)
  let timer: ReturnType<typeof setTimeout> | undefined

  function attach(): void {
    timer = undefined
    if (host.isConnected || !document.body) return
    document.body.append(host)
    frame.showPopover?.()
    observer.observe(document.body, { childList: true })
  }
  // Pages that navigate without a reload may swap the body, or all that is in it. Not within the same task: a page that
  // takes away whatever it does not know would never come to an end.
  const observer = new MutationObserver(() => {
    if (!host.isConnected) timer ??= setTimeout(attach)
  })
  observer.observe(document.documentElement, { childList: true })
  attach()
  return {
    root,
    remove: () => {
      clearTimeout(timer)
      observer.disconnect()
      host.remove()
    },
  }
}
