import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, readEventStream } from '../../packages/client/src/index.ts'
import type { ChatEvent, InboxEvent } from '../../packages/contracts/src/index.ts'
import type { SeenEvents } from './seen-events.ts'

const reconnectMs = 50
const pollMs = 5000

/** Somebody who follows live, by stream or by long polling, and comes back when the line breaks. */
export type Follower = {
  follow: () => Promise<void>
  close: () => void
  seen: SeenEvents
  /** From the moment at which the server could be reached again to that at which all that was missed had come. */
  caughtUpMs: number[]
  /** The line has just been cut: it can come back from now on. */
  lineIsCut: () => void
  /** The server is there again: what counts for those without it is the time from now on. */
  serverIsBack: () => void
}

type Line = (signal: AbortSignal, caughtUp: () => void) => Promise<void>

/** What was missed is asked for without waiting for more: a poll in a silence would say nothing of catching up. */
const waits = () => {
  let isFirst = true
  return () => {
    const waitMs = isFirst ? 0 : pollMs
    isFirst = false
    return waitMs
  }
}

function createFollower(seen: SeenEvents, line: Line): Follower {
  const closing = new AbortController()
  const caughtUpMs: number[] = []
  let brokenAt: number | null = null
  function caughtUp() {
    if (brokenAt !== null) caughtUpMs.push(performance.now() - brokenAt)
    brokenAt = null
  }
  return {
    seen,
    caughtUpMs,
    async follow() {
      while (!closing.signal.aborted) {
        await line(closing.signal, caughtUp).catch(() => {})
        brokenAt ??= performance.now()
        await sleep(reconnectMs)
      }
    },
    close: () => closing.abort(),
    lineIsCut: () => void (brokenAt = performance.now()),
    serverIsBack() {
      if (brokenAt !== null) brokenAt = performance.now()
    },
  }
}

/** @param skips sabotage: who comes back believes to have had so many events more. */
export function followAsVisitor(
  how: 'stream' | 'poll',
  client: Client,
  chat: { id: string; token: string; widgetKey: string },
  seen: SeenEvents,
  skips: number,
): Follower {
  const params = { widgetKey: chat.widgetKey }
  let isFirst = true
  const body = () => {
    const after = seen.lastOf(chat.id) + (isFirst ? 0 : skips)
    isFirst = false
    return { token: chat.token, after }
  }
  const take = (event: ChatEvent) => {
    if ('seq' in event) seen.add(chat.id, event.seq)
  }
  if (how === 'stream')
    return createFollower(seen, async (signal, caughtUp) => {
      const response = await client.stream('POST /api/v1/visitor/:widgetKey/stream', { params, body: body(), signal })
      for await (const event of readEventStream<ChatEvent>(response)) {
        take(event)
        if (event.type === 'ready') caughtUp()
      }
    })
  return createFollower(seen, async (signal, caughtUp) => {
    const nextWaitMs = waits()
    for (;;) {
      const call = { params, body: { ...body(), waitMs: nextWaitMs() }, signal }
      const { data } = await client.request('POST /api/v1/visitor/:widgetKey/poll', call)
      data.events.forEach(take)
      caughtUp()
    }
  })
}

/** @param cursor where the feed begins for this one. */
export function followAsMember(
  how: 'stream' | 'poll',
  client: Client,
  start: string,
  seen: SeenEvents,
  onResync: () => void,
): Follower {
  let cursor = start
  async function take(event: InboxEvent): Promise<void> {
    if (event.type === 'feed') seen.add(event.chat.id, event.event.seq)
    if (event.type === 'resync') {
      onResync()
      const { data } = await client.request('GET /api/v1/chats', { query: { limit: 200 } })
      for (const chat of data) seen.fetched(chat.id, chat.lastSeq)
    }
    if ('cursor' in event) cursor = event.cursor
  }
  if (how === 'stream')
    return createFollower(seen, async (signal, caughtUp) => {
      const response = await client.stream('GET /api/v1/inbox/stream', { query: { cursor }, signal })
      for await (const event of readEventStream<InboxEvent>(response)) {
        await take(event)
        if (event.type === 'ready') caughtUp()
      }
    })
  return createFollower(seen, async (signal, caughtUp) => {
    const nextWaitMs = waits()
    for (;;) {
      const query = { cursor, waitMs: nextWaitMs() }
      const { data } = await client.request('GET /api/v1/inbox/events', { query, signal })
      for (const event of data.events) await take(event)
      cursor = data.cursor
      caughtUp()
    }
  })
}
