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
  const remove = (name: string) => attempt(() => localStorage.removeItem(prefix + name))
  const names = () =>
    attempt(() => Object.keys(localStorage).filter((name) => name.startsWith(prefix)))?.map((name) =>
      name.slice(prefix.length),
    ) ?? []
  return {
    names,
    get: (name: string) => attempt(() => localStorage.getItem(prefix + name)) ?? '',
    set: (name: string, value: string) => attempt(() => localStorage.setItem(prefix + name, value)),
    remove,
    /** Takes everything of this widget away, but what is to stay. */
    clear: (kept?: string) => {
      for (const name of names()) if (name !== kept) remove(name)
    },
  }
}

export type Device = ReturnType<typeof createDevice>
