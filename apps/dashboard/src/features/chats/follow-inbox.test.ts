import { ApiError, type Client } from '@minichat/client'
import type { InboxEvent } from '@minichat/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followInbox } from './follow-inbox.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Call = { route: string; query: { cursor?: string; chatId?: string; waitMs?: number } }

/** @param answer what each call gets, by its route and how many came before it */
function start(answer: (call: Call, count: number, signal: AbortSignal) => Promise<unknown>) {
  const calls: Call[] = []
  const events: InboxEvent[] = []
  const refused = vi.fn()
  const connections: string[] = []
  const call = (route: string, { query, signal }: { query: Call['query']; signal: AbortSignal }) => {
    calls.push({ route, query })
    return answer({ route, query }, calls.length - 1, signal)
  }
  let cursor: string | null = null
  const following = followInbox({
    client: { stream: call, request: call } as unknown as Client,
    chatId: 'chat',
    cursor: () => cursor,
    onEvent(event) {
      events.push(event)
      if ('cursor' in event) cursor = event.cursor
    },
    onConnection: (connection) => connections.push(connection),
    isRefusal: (error) => error instanceof ApiError && error.status === 401,
    onRefused: refused,
  })
  return { calls, events, refused, connections, following }
}

const streamOf = (...events: InboxEvent[]) =>
  new Response(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''))
const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('goes on from the last cursor when the stream ends', async () => {
  const { calls, following } = start(async (_, count, signal) =>
    count === 0 ? streamOf({ type: 'ready', cursor: '1.0' }) : never(signal),
  )
  await vi.advanceTimersByTimeAsync(1000)
  expect(calls.map(({ query }) => query.cursor)).toEqual([undefined, '1.0'])
  following.stop()
})

/** A stream that stays open and says nothing after its events: what is lost on the way one way only. */
const openStreamOf = (...events: InboxEvent[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
        controller.enqueue(new TextEncoder().encode(text))
      },
    }),
  )

test('a stream that falls silent is given up within 30 s, and the next goes on from the last cursor', async () => {
  const { calls, following } = start(async (_, count, signal) =>
    count === 0 ? openStreamOf({ type: 'ready', cursor: '1.0' }) : never(signal),
  )
  await vi.advanceTimersByTimeAsync(24_000)
  expect(calls).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(6000)
  expect(calls.map(({ query }) => query.cursor)).toEqual([undefined, '1.0'])
  following.stop()
})

test('a poll that is not answered in time is given up, too', async () => {
  let polls = 0
  const { following } = start(async ({ route, query }, _, signal) => {
    if (route.endsWith('/events') && !query.waitMs) return { data: { cursor: '3.0', events: [] } }
    if (route.endsWith('/events')) polls += 1
    return never(signal)
  })
  await vi.advanceTimersByTimeAsync(25_000)
  expect(polls).toBe(1)
  await vi.advanceTimersByTimeAsync(32_000)
  expect(polls).toBe(2)
  following.stop()
})

test('waits as long as the server asks before it comes back', async () => {
  const { calls, following } = start(async (_, count, signal) =>
    count === 0 ? streamOf({ type: 'ready', cursor: '1.0' }, { type: 'reconnect', afterMs: 1500 }) : never(signal),
  )
  await vi.advanceTimersByTimeAsync(1400)
  expect(calls).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(calls).toHaveLength(2)
  following.stop()
})

test('turns to long polling after two streams that stay silent', async () => {
  const { calls, connections, following } = start(async ({ route, query }, _, signal) => {
    if (route.endsWith('/stream')) return never(signal)
    if (query.waitMs) return never(signal)
    return { data: { cursor: '3.0', events: [] } }
  })
  await vi.advanceTimersByTimeAsync(25_000)
  expect(calls.map(({ route }) => route.split('/').at(-1))).toEqual(['stream', 'stream', 'events', 'events'])
  expect(calls.at(-1)?.query).toMatchObject({ cursor: '3.0', waitMs: 25_000 })
  expect(connections.at(-1)).toBe('live')
  following.stop()
})

test('says so when the server cannot be reached, and tries again with growing pauses', async () => {
  const { calls, connections, following } = start(async () => {
    throw new ApiError('OFFLINE', 'The server cannot be reached.')
  })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(connections.at(-1)).toBe('offline')
  expect(calls.length).toBeGreaterThan(5)
  expect(calls.length).toBeLessThan(20)
  following.stop()
})

test('looks at once when the network is back', async () => {
  const { calls, following } = start(async (_, __, signal) => never(signal))
  await vi.advanceTimersByTimeAsync(1000)
  following.verify(0)
  await vi.advanceTimersByTimeAsync(10)
  expect(calls).toHaveLength(2)
  following.stop()
})

test('ends for good when the session is over', async () => {
  const { calls, refused } = start(async () => {
    throw new ApiError('NOT_SIGNED_IN', 'Sign in to go on.', { status: 401 })
  })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(calls).toHaveLength(1)
  expect(refused).toHaveBeenCalledOnce()
})
