/** Lets so many pieces of work run at once; the others wait in the order in which they came. */
export function createTurns(atOnce: number) {
  let running = 0
  const waiting: (() => void)[] = []

  return {
    /** @throws the signal's reason when it was aborted before the turn came. */
    async take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      if (running < atOnce) running += 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        signal?.throwIfAborted()
        return await work()
      } finally {
        // The turn goes from one to the next.
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}
