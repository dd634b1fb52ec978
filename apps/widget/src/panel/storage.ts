/** Small texts on the visitor's device, or in memory where that is not allowed or the browser keeps storage from us. */
export type Storage = {
  get: (name: string) => string | null
  set: (name: string, value: string) => void
  remove: (name: string) => void
  /** Names that begin so. */
  names: (beginning: string) => string[]
  /** Whether other tabs see the same. */
  isShared: () => boolean
  /** Puts what is in memory onto the device. @param yields what is there already stays, and takes its place. */
  keep: (yields: boolean) => void
  /** Takes everything of ours off the device, whether or not something may be kept there; memory goes on with it. */
  withdraw: () => void
}

type Options = {
  /** Whether the visitor lets us keep anything. */
  mayStore?: () => boolean
  /** The browser refused to keep something, for the first time. */
  onBlocked?: () => void
}

/** @param device localStorage; null where even looking at it is refused. */
export function createStorage(
  prefix: string,
  device: globalThis.Storage | null,
  { mayStore = () => true, onBlocked }: Options = {},
): Storage {
  const memory = new Map<string, string>()
  let isBlocked = false

  /** Private modes, full disks and blocked third parties throw at any of these. */
  function attempt<T>(action: (device: globalThis.Storage) => T): T | null {
    try {
      return device && action(device)
    } catch {
      return null
    }
  }
  const allowed = <T>(action: (device: globalThis.Storage) => T) => (mayStore() ? attempt(action) : null)
  const namesOnDevice = (store: globalThis.Storage) =>
    Object.keys(store)
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length))

  function set(name: string, value: string): void {
    const isKept = allowed((store) => {
      store.setItem(prefix + name, value)
      return true
    })
    if (isKept) memory.delete(name)
    else memory.set(name, value)
    if (isKept || isBlocked || !mayStore()) return
    isBlocked = true
    onBlocked?.()
  }

  return {
    get: (name) => memory.get(name) ?? allowed((store) => store.getItem(prefix + name)),
    set,
    remove: (name) => {
      attempt((store) => store.removeItem(prefix + name))
      memory.delete(name)
    },
    names: (beginning) =>
      [...(allowed(namesOnDevice) ?? []), ...memory.keys()].filter((name) => name.startsWith(beginning)),
    isShared: () => !isBlocked && mayStore() && device !== null,
    keep: (yields) => {
      for (const [name, value] of memory) {
        if (yields && allowed((store) => store.getItem(prefix + name)) !== null) memory.delete(name)
        else set(name, value)
      }
    },
    withdraw: () => {
      for (const name of attempt(namesOnDevice) ?? []) {
        const value = attempt((store) => store.getItem(prefix + name))
        if (value !== null) memory.set(name, value)
        attempt((store) => store.removeItem(prefix + name))
      }
    },
  }
}

export function deviceStorage(): globalThis.Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
