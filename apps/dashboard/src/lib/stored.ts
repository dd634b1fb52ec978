import { useSyncExternalStore } from 'react'

/** localStorage that may be blocked: then nothing is remembered, and nothing breaks. */
export const storage = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  write(key: string, value: string | null) {
    try {
      if (value === null) localStorage.removeItem(key)
      else localStorage.setItem(key, value)
    } catch {
      // Blocked or full: the value lives in memory for this visit.
    }
  },
}

/** The same for this tab alone; its users cope with its absence themselves. */
export const sessionStore: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, value),
}

/**
 * A remembered value that components can follow. This tab's value wins over other tabs', so that two tabs
 * can show two workspaces.
 */
export function createStored<T extends string>(key: string, fallback: () => T) {
  let value = (storage.read(key) as T | null) ?? fallback()
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const get = () => value
  return {
    get,
    set(next: T) {
      value = next
      storage.write(key, next)
      for (const listener of listeners) listener()
    },
    use: () => useSyncExternalStore(subscribe, get),
  }
}
