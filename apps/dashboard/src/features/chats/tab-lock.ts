/**
 * Of the tabs of a browser that ask for the same name, one at a time holds it: when it closes, the next one does. Where
 * there are no locks (plain http), every tab does.
 * @returns gives it up, or stops waiting for it
 */
export function holdTabLock(name: string, onHeld: () => void, locks: LockManager | undefined): () => void {
  if (!locks) {
    onHeld()
    return () => {}
  }
  const waiting = new AbortController()
  let release = () => {}
  const over = new Promise<void>((resolve) => {
    release = resolve
  })
  locks
    .request(name, { signal: waiting.signal }, () => {
      if (waiting.signal.aborted) return
      onHeld()
      return over
    })
    .catch(() => {
      // Given up before it was held.
    })
  return () => {
    waiting.abort()
    release()
  }
}
