import { storagePrefix } from '../shared/storage-names.ts'

/** What of the chat is kept on this device. Where a browser keeps storage from us there is nothing. */
export function createDevice(widgetKey: string) {
  const prefix = storagePrefix(widgetKey)
  /** Private modes, full disks and blocked third parties throw at any of these. */
  function attempt<T>(action: () => T): T | undefined {
    try {
      return action()
    } catch {}
  }
  const names = (beginning: string) =>
    attempt(() => Object.keys(localStorage).filter((name) => name.startsWith(prefix + beginning))) ?? []
  const remove = (name: string) => attempt(() => localStorage.removeItem(name))
  return {
    get: (name: string) => attempt(() => localStorage.getItem(prefix + name)),
    /** null takes it away. */
    set: (name: string, value: string | null) =>
      value === null ? remove(prefix + name) : attempt(() => localStorage.setItem(prefix + name, value)),
    /** Whether anything has a name that begins so. */
    has: (beginning: string) => names(beginning).length > 0,
    /** Takes everything of this widget away, but what is to stay. */
    clear: (kept = '') => {
      for (const name of names('')) if (name !== prefix + kept) remove(name)
    },
  }
}

export type Device = ReturnType<typeof createDevice>
