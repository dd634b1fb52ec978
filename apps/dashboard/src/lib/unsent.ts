type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const draftPrefix = 'minichat.draft.'
export const draftKey = (chatId: string) => draftPrefix + chatId
/** Replies of this tab that are not stored yet. */
export const outboxKey = 'minichat.outbox'
/** Who wrote what is kept here. */
const writerKey = 'minichat.writer'
/** Written when it is forgotten, so that other tabs hear of it. */
const forgottenKey = 'minichat.forgotten'

/**
 * What a member has written and not sent: drafts on the device, and replies that wait in this tab. It outlives reloads
 * and sessions that end by themselves, and goes when its author signs out or somebody else signs in.
 * @param stores may throw, where the browser blocks them: then nothing is kept anyway.
 */
export function createUnsent(stores: { device: () => Store; tab: () => Store }, nowMs: () => number) {
  const listeners = new Set<() => void>()
  const safely = <T>(read: () => T, fallback: T): T => {
    try {
      return read()
    } catch {
      return fallback
    }
  }

  function draftKeys(): string[] {
    const device = stores.device()
    const keys = Array.from({ length: device.length }, (_, at) => device.key(at) ?? '')
    return keys.filter((key) => key.startsWith(draftPrefix))
  }

  /** What other tabs do when they hear of it. */
  function dropWaiting(): void {
    safely(() => stores.tab().removeItem(outboxKey), undefined)
    for (const drop of listeners) drop()
  }

  function forget(): void {
    safely(() => {
      const device = stores.device()
      for (const key of draftKeys()) device.removeItem(key)
      device.setItem(forgottenKey, String(nowMs()))
    }, undefined)
    dropWaiting()
  }

  return {
    isThere: (): boolean =>
      safely(draftKeys, []).length > 0 ||
      safely(() => (JSON.parse(stores.tab().getItem(outboxKey) ?? '[]') as unknown[]).length > 0, false),
    forget,
    /** Forgets what somebody else has left. */
    takeOver(userId: string): void {
      const writer = safely(() => stores.device().getItem(writerKey), null)
      if (writer !== null && writer !== userId) forget()
      safely(() => stores.device().setItem(writerKey, userId), undefined)
    },
    /** Another tab has forgotten: call it with each event of the storage. */
    hear({ key }: { key: string | null }): void {
      if (key === forgottenKey) dropWaiting()
    },
    /** Told when what waits is to be dropped. */
    onForgotten: (drop: () => void) => void listeners.add(drop),
  }
}

export const unsent = createUnsent({ device: () => localStorage, tab: () => sessionStorage }, Date.now)
