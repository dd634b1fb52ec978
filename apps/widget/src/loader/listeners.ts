import type { EventName } from '@minichat/widget'

type AnyListener = (detail: unknown) => void

export const eventNames: EventName[] = [
  'ready',
  'open',
  'close',
  'message',
  'sent',
  'unread',
  'error',
  'status',
  'identityExpired',
]

/** Who on the page listens to the chat. */
export function createListeners() {
  const listeners = new Map<string, Set<AnyListener>>()
  let isReady = false
  /** What a listener throws is the page's own, and reaches nobody else. */
  const tell = (listener: AnyListener, detail?: unknown) => void Promise.resolve(detail).then(listener)
  return {
    on: (event: string, listener: AnyListener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
      if (isReady && event === 'ready') tell(listener)
    },
    off: (event: string, listener: AnyListener) => void listeners.get(event)?.delete(listener),
    emit: (event: string, detail?: unknown) => {
      isReady ||= event === 'ready'
      for (const listener of listeners.get(event) ?? []) tell(listener, detail)
    },
    clear: () => listeners.clear(),
  }
}
