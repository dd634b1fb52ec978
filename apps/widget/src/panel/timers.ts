/** One timer per name: a new one takes the place of the old, and all end with the lifetime. */
export function createTimers(lifetime: AbortSignal) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  lifetime.addEventListener('abort', () => {
    for (const timer of timers.values()) clearTimeout(timer)
  })
  const stop = (name: string) => {
    clearTimeout(timers.get(name))
    timers.delete(name)
  }
  return {
    stop,
    isSet: (name: string) => timers.has(name),
    later: (name: string, ms: number, action: () => void): void => {
      stop(name)
      if (lifetime.aborted) return
      const run = () => {
        timers.delete(name)
        action()
      }
      timers.set(name, setTimeout(run, ms))
    },
  }
}

export type Timers = ReturnType<typeof createTimers>
