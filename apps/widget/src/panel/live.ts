import type { ChatEvent } from '@minichat/contracts'
import { CallError } from './api.ts'
import { createEventParser } from './event-parser.ts'
import { backoffMs, createPause, withJitter } from './wait.ts'

type Options = {
  stream: (signal: AbortSignal) => Promise<Response>
  poll: (signal: AbortSignal) => Promise<ChatEvent[]>
  onEvent: (event: ChatEvent) => void
  onConnection: (isUp: boolean) => void
  /** The token is not valid any more; the next try comes when a new one is there. */
  renew: () => Promise<unknown>
  /** Streams do not get through here: from now on it polls. */
  onPolling?: () => void
  /** A sign of life came, an event or a ping. */
  onAlive?: () => void
}

/**
 * The server pings every 10 s: without a byte for this long the connection is dead, whatever the browser thinks. With the
 * time of a second try, whose connection may be as dead, that is noticed and made up for within 30 s.
 */
const silenceMs = 20_000
/** A stream that brings nothing at first is held back by something on the way. */
const firstByteMs = 7000
/** After waking up, anything older than a ping says nothing. */
const freshMs = 16_000
const muteStreamsBeforePolling = 2

/** Follows the chat: by a stream, and by long polling where streams do not get through. */
export function createLive(options: Options) {
  let run: AbortController | null = null
  let connection = new AbortController()
  let isVerifying = false
  let isPausing = false
  let isPolling = false
  let muteStreams = 0
  let failures = 0
  let lastByteAt = 0
  let pauses = createPause(connection.signal)

  async function follow(lifetime: AbortSignal): Promise<void> {
    while (!lifetime.aborted) {
      connection = new AbortController()
      const end = () => connection.abort()
      lifetime.addEventListener('abort', end)
      let pauseMs: number | null
      try {
        pauseMs = isPolling ? await pollOnce(connection.signal) : await streamOnce(connection.signal)
      } catch (error) {
        if (lifetime.aborted) return
        if (error instanceof CallError && !error.isTransient) {
          if (error.problem !== 'INVALID_VISITOR_TOKEN') return stop()
          await options.renew().catch(() => {})
        }
        pauseMs = error instanceof CallError ? error.retryAfterMs : null
      }
      lifetime.removeEventListener('abort', end)
      connection.abort()
      if (lifetime.aborted) return
      if (isVerifying) {
        isVerifying = false
        continue
      }
      if (pauseMs === null) {
        failures += 1
        options.onConnection(false)
        pauseMs = backoffMs(failures)
      }
      isPausing = true
      await pauses.pause(pauseMs)
      isPausing = false
    }
  }

  /** @returns how long to wait before the next; null where it broke. */
  async function streamOnce(signal: AbortSignal): Promise<number | null> {
    const current = connection
    const mute = setTimeout(() => {
      muteStreams += 1
      if (muteStreams >= muteStreamsBeforePolling) startPolling()
      current.abort()
    }, firstByteMs)
    let silence: ReturnType<typeof setTimeout> | undefined
    let pauseMs: number | null = null
    try {
      const response = await options.stream(signal)
      const reader = response.body?.getReader()
      if (!reader) {
        startPolling()
        return 0
      }
      const decoder = new TextDecoder()
      const parse = createEventParser<ChatEvent>()
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(mute)
        clearTimeout(silence)
        silence = setTimeout(() => current.abort(), silenceMs)
        lastByteAt = Date.now()
        muteStreams = 0
        options.onAlive?.()
        for (const event of parse(decoder.decode(part.value, { stream: true }))) {
          if (event.type === 'ready') isUp()
          if (event.type === 'reconnect') pauseMs = withJitter(event.afterMs)
          else options.onEvent(event)
        }
        if (pauseMs !== null) break
      }
      return pauseMs
    } finally {
      clearTimeout(mute)
      clearTimeout(silence)
    }
  }

  async function pollOnce(signal: AbortSignal): Promise<number> {
    const startedAt = Date.now()
    const events = await options.poll(signal)
    lastByteAt = Date.now()
    options.onAlive?.()
    isUp()
    for (const event of events) if (event.type !== 'reconnect') options.onEvent(event)
    // An answer being written is there at once, again and again.
    return Math.max(0, 700 - (Date.now() - startedAt))
  }

  function startPolling(): void {
    isPolling = true
    options.onPolling?.()
  }

  function isUp(): void {
    failures = 0
    options.onConnection(true)
  }

  function stop(): void {
    run?.abort()
    run = null
  }

  return {
    start: () => {
      if (run) return
      run = new AbortController()
      pauses = createPause(run.signal)
      void follow(run.signal)
    },
    stop,
    /** Looks whether the connection still lives; `surely` connects again in any case. */
    verify: (surely = false) => {
      if (isPausing) return pauses.wake()
      if (!run) return
      if (!surely && !isPolling && Date.now() - lastByteAt < freshMs) return
      isVerifying = true
      connection.abort()
    },
  }
}
