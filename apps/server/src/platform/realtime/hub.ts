import type { Logger } from '../telemetry/log.ts'
import { LiveEvent } from './live-event.ts'

/** What passes between processes. `payload` is JSON; null is a hint: something happened, look in the database. */
export type Notice = { topic: string; payload: string | null }

/** Carries notices to the other processes; may lose some, which is why followers look in the database as well. */
export type Transport = {
  send(notices: Notice[]): void
  isConnected(): boolean
  close(): Promise<void>
}

type Listener = (live: LiveEvent | null) => void

/** Tells followers, in this process and in others, what has been committed or is passing by. */
export type Hub = {
  /** Whether there are other processes to tell. */
  readonly isShared: boolean
  /** False while notices of other processes may be missed. */
  isConnected(): boolean
  /** Calls back when notices may have been missed. */
  onGap(listener: () => void): void
  /** @param event null is a hint. */
  publish(topic: string, event: { type: string } | null): void
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
  connect: ((deliver: (notice: Notice) => void, onGap: () => void) => Promise<Transport>) | null,
): Promise<Hub> {
  const listeners = new Map<string, Set<Listener>>()
  let outbox: Notice[] = []

  /** All followers of a topic get the same object, so that it is encoded once. */
  function deliver(topic: string, live: LiveEvent | null) {
    const followers = listeners.get(topic)
    if (!followers) return
    for (const listener of [...followers]) {
      try {
        listener(live)
      } catch (error) {
        log.error({ err: error, topic }, 'A live listener failed.')
      }
    }
  }
  const arrive = ({ topic, payload }: Notice) => {
    if (listeners.has(topic)) deliver(topic, payload === null ? null : new LiveEvent(JSON.parse(payload)))
  }
  const gapListeners: (() => void)[] = []
  const onGap = () => {
    for (const listener of gapListeners) listener()
  }
  const transport = (await connect?.(arrive, onGap)) ?? null

  return {
    isShared: transport !== null,
    isConnected: () => transport?.isConnected() ?? true,
    onGap: (listener) => void gapListeners.push(listener),
    publish(topic, event) {
      deliver(topic, event && new LiveEvent(event))
      if (!transport) return
      if (outbox.length === 0) {
        setImmediate(() => {
          const notices = outbox
          outbox = []
          transport.send(notices)
        })
      }
      outbox.push({ topic, payload: event && JSON.stringify(event) })
    },
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic)
      }
    },
    hint: (topic) => deliver(topic, null),
    close: async () => transport?.close(),
  }
}
