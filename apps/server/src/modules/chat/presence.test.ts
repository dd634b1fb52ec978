import { readEventStream } from '@minichat/client'
import type { ChatEvent, InboxEvent } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp, type TestVisitor } from '../../testing/test-app.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

/** Follows in the background; `seen` grows. */
function following<T extends { type: string }>(events: (signal: AbortSignal) => AsyncGenerator<T>) {
  const stop = new AbortController()
  const seen: T[] = []
  const done = (async () => {
    for await (const event of events(stop.signal)) seen.push(event)
  })().catch(() => {})
  return {
    seen,
    stop: async () => {
      stop.abort()
      await done
    },
  }
}

const asVisitor = (visitor: TestVisitor, after: number) =>
  following<ChatEvent>((signal) => visitor.stream(after, signal))
const asMember = (person: Person, chatId: string) =>
  following<InboxEvent>(async function* (signal) {
    const response = await person.client.stream('GET /api/v1/inbox/stream', { query: { chatId }, signal })
    yield* readEventStream<InboxEvent>(response)
  })
const presences = (seen: (ChatEvent | InboxEvent)[]) =>
  seen.flatMap((one) => {
    const event = one.type === 'passing' ? one.event : one
    return event.type === 'presence' ? [`${event.who} ${event.online}`] : []
  })
const typing = (seen: (ChatEvent | InboxEvent)[]) =>
  seen.flatMap((one) => {
    const event = one.type === 'passing' ? one.event : one
    return event.type === 'typing' ? [event.who] : []
  })

test('each side sees whether the other is there, and who is writing, but never itself', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId, seq } = await visitor.say('Hello')
  await visitor.answerAfter(seq)
  expect((await visitor.resume()).memberOnline).toBe(false)
  const member = asMember(owner, chatId)
  await expect.poll(() => member.seen.some(({ type }) => type === 'ready')).toBe(true)
  expect(presences(member.seen).at(-1)).toMatch(/^visitor/)
  expect((await visitor.resume()).memberOnline).toBe(true)

  const { chat } = await visitor.resume()
  const watching = asVisitor(visitor, chat?.lastSeq ?? 0)
  await expect.poll(() => presences(member.seen).at(-1)).toBe('visitor true')
  await expect.poll(() => watching.seen.some(({ type }) => type === 'ready')).toBe(true)

  await visitor.post('typing', { token: visitor.token })
  await expect.poll(() => typing(member.seen)).toEqual(['visitor'])
  await owner.client.request('POST /api/v1/chats/:chatId/typing', { params: { chatId } })
  await expect.poll(() => typing(watching.seen)).toEqual(['member'])
  expect([typing(member.seen), typing(watching.seen)]).toEqual([['visitor'], ['member']])

  await watching.stop()
  await member.stop()
})

test('who reloads was never away; who leaves is away a little later, and that is told', async () => {
  const visitor = await server.given.visitor(owner)
  const { chatId, seq } = await visitor.say('Hello again')
  await visitor.answerAfter(seq)
  const member = asMember(owner, chatId)
  const last = (await visitor.resume()).chat?.lastSeq ?? 0
  const before = asVisitor(visitor, last)
  await expect.poll(() => presences(member.seen).at(-1)).toBe('visitor true')
  await before.stop()
  const after = asVisitor(visitor, last)
  await expect.poll(() => after.seen.length).toBeGreaterThan(0)
  await after.stop()
  await expect.poll(() => presences(member.seen).at(-1), { timeout: 20_000 }).toBe('visitor false')
  // Once there, once gone: the reload in between was nobody's business.
  expect(presences(member.seen).filter((one) => one === 'visitor false').length).toBeLessThanOrEqual(2)
  await member.stop()
}, 30_000)
