import { setTimeout as wait } from 'node:timers/promises'

export type HostGate = <T>(host: string, delayMs: number, call: () => Promise<T>, signal?: AbortSignal) => Promise<T>

/**
 * Lets one request at a time through to each host, with a pause after each. Nobody is served faster for being read by
 * several workspaces at once.
 */
export function createHostGate(): HostGate {
  const lines = new Map<string, Promise<unknown>>()
  const freeAt = new Map<string, number>()

  return async (host, delayMs, call, signal) => {
    const before = lines.get(host) ?? Promise.resolve()
    const turn = before.then(async () => {
      const pauseMs = (freeAt.get(host) ?? 0) - performance.now()
      if (pauseMs > 0) await wait(pauseMs, undefined, { signal })
      signal?.throwIfAborted()
      try {
        return await call()
      } finally {
        freeAt.set(host, performance.now() + delayMs)
      }
    })
    const settled = turn.catch(() => {})
    lines.set(host, settled)
    void settled.then(() => {
      if (lines.get(host) !== settled) return
      lines.delete(host)
      // The pause outlasts the line: whoever comes within it waits for the rest.
      setTimeout(() => lines.has(host) || freeAt.delete(host), delayMs + 1000).unref()
    })
    return turn
  }
}
