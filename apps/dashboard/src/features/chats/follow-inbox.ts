import { type Client, readEventStream } from '@minichat/client'
import type { InboxEvent } from '@minichat/contracts'

export type Connection = 'connecting' | 'live' | 'offline'

export type FollowOptions = {
  client: Client
  /** The chat on screen, whose answers are streamed as they are written. */
  chatId: string | undefined
  /** Where the last event was; read anew at each attempt. */
  cursor: () => string | null
  onEvent: (event: InboxEvent) => void
  onConnection: (connection: Connection) => void
  /** A refusal that no retry mends, such as a session that is over. Following ends. */
  onRefused: (error: unknown) => void
  isRefusal: (error: unknown) => boolean
}

/** A stream that says nothing for this long from its start is being held back by something in between. */
const firstByteMs = 8_000
const pollWaitMs = 25_000
/** A poll is answered in time, or its connection is dead. */
const pollGraceMs = 5_000
const silentStreamsBeforePolling = 2
/** Polling goes back to a stream now and then: the network may have changed. */
const pollsBeforeRetry = 60

/**
 * Follows the inbox until stopped: one stream, tried again with growing pauses; long polling where streams stay silent.
 * `verify` looks whether the connection is still there, after a sleep or a change of network.
 */
export function followInbox(options: FollowOptions) {
  const stopped = new AbortController()
  let attempt = new AbortController()
  let wake = () => {}
  let silentStreams = 0
  let lastByteAt = 0

  async function run() {
    let failures = 0
    let polls = 0
    while (!stopped.signal.aborted) {
      attempt = new AbortController()
      const signal = AbortSignal.any([stopped.signal, attempt.signal])
      let pauseMs = 0
      const heard = () => {
        failures = 0
        lastByteAt = Date.now()
        options.onConnection('live')
      }
      try {
        if (silentStreams < silentStreamsBeforePolling) pauseMs = await stream(signal, heard)
        else {
          await poll(signal, heard)
          polls += 1
          if (polls % pollsBeforeRetry === 0) silentStreams = 0
        }
      } catch (error) {
        if (stopped.signal.aborted) return
        if (options.isRefusal(error)) return options.onRefused(error)
        // Broken off by ourselves, to try at once.
        if (!(attempt.signal.aborted && attempt.signal.reason === 'verify')) {
          failures += 1
          options.onConnection(failures > 1 ? 'offline' : 'connecting')
          pauseMs = Math.min(15_000, 500 * 2 ** (failures - 1)) * (0.5 + Math.random() / 2)
        }
      }
      if (pauseMs > 0) await pause(pauseMs)
    }
  }

  async function stream(signal: AbortSignal, heard: () => void): Promise<number> {
    let spoke = false
    const firstByte = setTimeout(() => attempt.abort('silent'), firstByteMs)
    const onActivity = () => {
      spoke = true
      silentStreams = 0
      clearTimeout(firstByte)
      heard()
    }
    try {
      const query = { cursor: options.cursor() ?? undefined, chatId: options.chatId }
      const response = await options.client.stream('GET /api/v1/inbox/stream', { query, signal })
      for await (const event of readEventStream<InboxEvent>(response, { onActivity })) {
        if (signal.aborted) break
        if (event.type === 'reconnect') return event.afterMs
        options.onEvent(event)
      }
      return 300
    } finally {
      clearTimeout(firstByte)
      if (!spoke && attempt.signal.reason === 'silent') silentStreams += 1
      // Ends the request whichever way the reading ended.
      attempt.abort('over')
    }
  }

  async function poll(signal: AbortSignal, heard: () => void) {
    const cursor = options.cursor() ?? undefined
    // The first call asks only where to begin.
    const waitMs = cursor === undefined ? 0 : pollWaitMs
    const late = setTimeout(() => attempt.abort('late'), waitMs + pollGraceMs)
    const query = { cursor, chatId: options.chatId, waitMs }
    const { data } = await options.client
      .request('GET /api/v1/inbox/events', { query, signal })
      .finally(() => clearTimeout(late))
    heard()
    for (const event of data.events) if (!signal.aborted) options.onEvent(event)
    options.onEvent({ type: 'ready', cursor: data.cursor })
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  void run()
  return {
    /** @param quietMs how long nothing may have come for the connection to count as sound. */
    verify(quietMs: number) {
      wake()
      if (Date.now() - lastByteAt > quietMs) attempt.abort('verify')
    },
    stop() {
      stopped.abort()
      wake()
    },
  }
}
