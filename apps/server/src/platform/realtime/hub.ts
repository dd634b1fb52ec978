import type { Logger } from '../telemetry/log.ts'

/** What passes between processes. `payload` is JSON; null is a hint: something happened, look in the database. */
export type Notice = { topic: string; payload: string | null }

/** Carries notices to the other processes; may lose some, which is why followers look in the database as well. */
export type Transport = {
  send(notices: Notice[]): void
  close(): Promise<void>
}

type Listener = (payload: string | null) => void

/** Tells followers, in this process and in others, what has been committed or is passing by. */
export type Hub = {
  publish(topic: string, payload: string | null): void
  subscribe(topic: string, listener: Listener): () => void
  /** Tells the followers in this process alone that something happened. */
  hint(topic: string): void
  close(): Promise<void>
}

/**
 * @param connect opens the transport; what arrives from other processes is handed to its argument. null: one process
 * alone (it owns its embedded database).
 */
export async function createHub(
  log: Logger,
  connect: ((deliver: (notice: Notice) => void) => Promise<Transport>) | null,
): Promise<Hub> {
  const listeners = new Map<string, Set<Listener>>()
  let outbox: Notice[] = []

  function deliver({ topic, payload }: Notice) {
    for (const listener of [...(listeners.get(topic) ?? [])]) {
      try {
        listener(payload)
      } catch (error) {
        log.error({ err: error, topic }, 'A live listener failed.')
      }
    }
  }
  const transport = (await connect?.(deliver)) ?? null

  return {
    publish(topic, payload) {
      deliver({ topic, payload })
      if (!transport) return
      if (outbox.length === 0) {
        setImmediate(() => {
          const notices = outbox
          outbox = []
          transport.send(notices)
        })
      }
      outbox.push({ topic, payload })
    },
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic)
      }
    },
    hint: (topic) => deliver({ topic, payload: null }),
    close: async () => transport?.close(),
  }
}
