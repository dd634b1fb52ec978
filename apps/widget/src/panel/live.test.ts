import type { ChatEvent } from '@minichat/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CallError } from './api.ts'
import { createLive } from './live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server whose streams are opened one after the other; each can be written to and ended from outside. */
function given() {
  const streams: Array<{ send: (event: ChatEvent | string) => void; end: () => void; signal: AbortSignal }> = []
  const refusals: CallError[] = []
  const events: ChatEvent[] = []
  const ups: boolean[] = []
  const polls: AbortSignal[] = []
  let renewed = 0
  const live = createLive({
    stream: async (signal) => {
      const refusal = refusals.shift()
      if (refusal) throw refusal
      const encoder = new TextEncoder()
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          signal.addEventListener('abort', () => controller.error(signal.reason))
          const send = (event: ChatEvent | string) =>
            controller.enqueue(encoder.encode(typeof event === 'string' ? event : `data: ${JSON.stringify(event)}\n\n`))
          streams.push({ send, end: () => controller.close(), signal })
        },
      })
      return new Response(body)
    },
    poll: (signal) =>
      new Promise((_, reject) => {
        polls.push(signal)
        signal.addEventListener('abort', () => reject(new CallError('UNREACHABLE')))
      }),
    onEvent: (event) => events.push(event),
    onConnection: (isUp) => ups.push(isUp),
    renew: async () => {
      renewed += 1
    },
  })
  return { live, streams, refusals, events, ups, polls, renewed: () => renewed }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const ready: ChatEvent = { type: 'ready', lastSeq: 3 }

test('a stream that ends is opened again', async () => {
  const { live, streams, events, ups } = given()
  live.start()
  await pass(0)
  streams[0]?.send(ready)
  await pass(0)
  streams[0]?.end()
  await pass(2000)
  expect(streams).toHaveLength(2)
  expect(events).toEqual([ready])
  expect(ups).toEqual([true, false])
  live.stop()
})

test('pings keep a stream; silence gives it up', async () => {
  const { live, streams } = given()
  live.start()
  await pass(0)
  streams[0]?.send(ready)
  for (let at = 0; at < 5; at += 1) {
    await pass(10_000)
    streams[0]?.send(': ping\n\n')
  }
  await pass(18_000)
  expect(streams).toHaveLength(1)
  // Lost in one direction only.
  await pass(4000)
  expect(streams).toHaveLength(2)
  live.stop()
})

test('after two streams that bring nothing it polls, and stays with that', async () => {
  const { live, streams, polls } = given()
  live.start()
  await pass(25_000)
  expect(streams).toHaveLength(2)
  expect(polls).toHaveLength(1)
  live.verify(true)
  await pass(0)
  expect(polls).toHaveLength(2)
  expect(streams).toHaveLength(2)
  live.stop()
  expect(polls[1]?.aborted).toBe(true)
})

test('the server says when to come back', async () => {
  const { live, streams } = given()
  live.start()
  await pass(0)
  streams[0]?.send({ type: 'reconnect', afterMs: 1000 })
  await pass(900)
  expect(streams).toHaveLength(1)
  await pass(1200)
  expect(streams).toHaveLength(2)
  live.stop()
})

test('waking up connects again when the last byte is old', async () => {
  const { live, streams } = given()
  live.start()
  await pass(0)
  streams[0]?.send(ready)
  await pass(5000)
  live.verify()
  await pass(0)
  expect(streams).toHaveLength(1)
  await pass(13_000)
  live.verify()
  await pass(0)
  expect(streams).toHaveLength(2)
  expect(streams[0]?.signal.aborted).toBe(true)
  live.stop()
})

test('a token that is not taken is renewed; any other refusal ends it', async () => {
  const { live, streams, refusals, renewed } = given()
  refusals.push(new CallError('INVALID_VISITOR_TOKEN', 401))
  live.start()
  await pass(3000)
  expect(renewed()).toBe(1)
  expect(streams).toHaveLength(1)
  refusals.push(new CallError('WIDGET_NOT_FOUND', 404))
  streams[0]?.end()
  await pass(60_000)
  expect(streams).toHaveLength(1)
})

test('nothing is opened after the end', async () => {
  const { live, streams } = given()
  live.start()
  await pass(0)
  live.stop()
  await pass(60_000)
  expect(streams).toHaveLength(1)
  expect(streams[0]?.signal.aborted).toBe(true)
})
