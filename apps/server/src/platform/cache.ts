import type { Hub } from './realtime/hub.ts'

/** While this process cannot hear what others change, nothing is believed for longer. */
export const deafMs = 1000

/**
 * Keeps what is read often and changes rarely, in this process. A change is told to all processes; when such a notice may
 * have been missed, everything is forgotten.
 * @param ttlMs how long a value is kept at most.
 * @param load reads it; what it throws is not kept.
 */
export function createCache<V>(options: {
  name: string
  hub: Hub
  ttlMs: number
  maxEntries: number
  nowMs: () => number
  load: (key: string) => Promise<V>
}) {
  const { hub, ttlMs, maxEntries, nowMs, load } = options
  const topic = `cache:${options.name}`
  const entries = new Map<string, { value: Promise<V>; readAt: number }>()

  hub.subscribe(topic, (live) => {
    const { key } = (live?.event ?? {}) as { key?: string }
    if (key === undefined) entries.clear()
    else entries.delete(key)
  })
  hub.onGap(() => entries.clear())

  return {
    get(key: string): Promise<V> {
      const known = entries.get(key)
      const ageMs = known ? nowMs() - known.readAt : Number.POSITIVE_INFINITY
      if (known && ageMs < (hub.isConnected() ? ttlMs : deafMs)) return known.value
      const value = load(key)
      const entry = { value, readAt: nowMs() }
      entries.delete(key)
      if (entries.size >= maxEntries) entries.delete(entries.keys().next().value as string)
      entries.set(key, entry)
      value.catch(() => entries.get(key) === entry && entries.delete(key))
      return value
    },
    /** Call it after the commit: a value that was being read meanwhile is dropped as well. */
    invalidate: (key: string) => hub.publish(topic, { type: 'cache', key } as { type: string }),
    invalidateAll: () => hub.publish(topic, null),
  }
}
