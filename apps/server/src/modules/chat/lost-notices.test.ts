import type { ChatEvent } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'
import { addEvent } from './events.store.ts'

let server: TestApp
beforeAll(async () => {
  server = await startTestApp()
})
afterAll(() => server.stop())

test('an event of which no notice came is found by a look, once, by all who follow its chat', async () => {
  const owner = await server.given.owner()
  const visitor = await server.given.visitor(owner)
  const { chatId, seq } = await visitor.say('Hello')
  await visitor.answerAfter(seq)
  const { chat } = await visitor.resume()
  const stop = new AbortController()
  const follow = () => {
    const seen: ChatEvent[] = []
    void (async () => {
      for await (const event of visitor.stream(chat?.lastSeq ?? 0, stop.signal)) seen.push(event)
    })().catch(() => {})
    return seen
  }
  const tabs = [follow(), follow()]
  await expect.poll(() => tabs.every((seen) => seen.some(({ type }) => type === 'ready'))).toBe(true)

  // As another process would write it whose word is lost on the way.
  const marks = { visitorDeliveredSeq: 1, visitorReadSeq: 1, memberDeliveredSeq: 1, memberReadSeq: 1 }
  const lost = await server.db.transaction(owner.workspaceId, (tx) => addEvent(tx, chatId, 'chat.marked', marks))
  const timesSeen = () => tabs.map((seen) => seen.filter((event) => 'seq' in event && event.seq === lost).length)
  await expect.poll(timesSeen, { timeout: 25_000 }).toEqual([1, 1])
  stop.abort()
}, 40_000)
