type Listeners = {
  onShown: () => void
  onHidden: () => void
  onNetwork: (online: boolean) => void
  /** The page is left; it may come back by the back button. */
  onLeave: () => void
}

/** What happens to the page around the panel. */
export function watchPage({ onShown, onHidden, onNetwork, onLeave }: Listeners, signal: AbortSignal): void {
  const onVisibility = () => (document.hidden ? onHidden() : onShown())
  const network = () => onNetwork(navigator.onLine)
  addEventListener('pagehide', onLeave, { signal })
  addEventListener('pageshow', onVisibility, { signal })
  addEventListener('focus', onVisibility, { signal })
  document.addEventListener('visibilitychange', onVisibility, { signal })
  addEventListener('online', network, { signal })
  addEventListener('offline', network, { signal })
}
