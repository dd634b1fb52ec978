/** Runs an action once the page has nothing more urgent to do; not after the lifetime's end. */
export function whenIdle(action: () => void, lifetime: AbortSignal): void {
  // Safari has no word for it.
  const ask = window.requestIdleCallback ?? setTimeout
  ask(() => {
    if (!lifetime.aborted) action()
  })
}

/** null when there is a body already. */
export function whenBody(signal: AbortSignal): Promise<unknown> | null {
  if (document.body) return null
  return new Promise((done) => addEventListener('DOMContentLoaded', done, { once: true, signal }))
}
