/** Small texts on the visitor's device, or in memory where the browser keeps storage from us. */
export type Storage = {
  get: (name: string) => string | null
  set: (name: string, value: string) => void
  remove: (name: string) => void
  /** Names that begin so. */
  names: (beginning: string) => string[]
}

/** @param device localStorage; null where even looking at it is refused. */
export function createStorage(prefix: string, device: globalThis.Storage | null): Storage {
  const memory = new Map<string, string>()
  /** Private modes, full disks and blocked third parties throw at any of these. */
  function attempt<T>(action: (device: globalThis.Storage) => T): T | null {
    try {
      return device && action(device)
    } catch {
      return null
    }
  }
  return {
    get: (name) => attempt((store) => store.getItem(prefix + name)) ?? memory.get(name) ?? null,
    set: (name, value) => {
      const isKept = attempt((store) => {
        store.setItem(prefix + name, value)
        return true
      })
      if (isKept) memory.delete(name)
      else memory.set(name, value)
    },
    remove: (name) => {
      attempt((store) => store.removeItem(prefix + name))
      memory.delete(name)
    },
    names: (beginning) => [
      ...(attempt((store) =>
        Object.keys(store)
          .filter((name) => name.startsWith(prefix + beginning))
          .map((name) => name.slice(prefix.length)),
      ) ?? []),
      ...[...memory.keys()].filter((name) => name.startsWith(beginning)),
    ],
  }
}

export function deviceStorage(): globalThis.Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
