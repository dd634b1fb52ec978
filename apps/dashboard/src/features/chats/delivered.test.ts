import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatModel } from './chat-model.fixture.ts'
import { arrivalOf, createDeliveredTeller, undeliveredSeq } from './delivered.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start({ isResponsible = true, delivered = {} as Record<string, number> } = {}) {
  const tell = vi.fn((_chats: { chatId: string; seq: number }[]): Promise<unknown> => Promise.resolve())
  const teller = createDeliveredTeller({
    tell,
    isResponsible: () => isResponsible,
    deliveredSeqOf: (chatId) => delivered[chatId] ?? 0,
  })
  return { tell, teller, told: () => tell.mock.calls.map(([chats]) => chats) }
}
const second = () => vi.advanceTimersByTimeAsync(1000)

test('what arrives within a second is told at once, the last number of each chat', async () => {
  const { teller, told } = start()
  teller.note({ chatId: 'a', seq: 1 })
  teller.note({ chatId: 'b', seq: 4 })
  teller.note({ chatId: 'a', seq: 3 })
  await second()
  expect(told()).toEqual([
    [
      { chatId: 'a', seq: 3 },
      { chatId: 'b', seq: 4 },
    ],
  ])
})

test('what was told, or is delivered already, is not told again', async () => {
  const { teller, told } = start({ delivered: { b: 9 } })
  teller.note({ chatId: 'a', seq: 3 })
  teller.note({ chatId: 'b', seq: 9 })
  await second()
  teller.note({ chatId: 'a', seq: 3 })
  await second()
  expect(told()).toEqual([[{ chatId: 'a', seq: 3 }]])
})

test('more than a hundred chats go in several calls', async () => {
  const { teller, told } = start()
  for (let chat = 0; chat < 250; chat += 1) teller.note({ chatId: `c${chat}`, seq: 1 })
  await second()
  expect(told().map((chats) => chats.length)).toEqual([100, 100, 50])
})

test('a tab that is not responsible leaves it to the one that is', async () => {
  const { tell, teller } = start({ isResponsible: false })
  teller.note({ chatId: 'a', seq: 3 })
  await second()
  expect(tell).not.toHaveBeenCalled()
})

test('what could not be told goes when the connection is back, and not by itself', async () => {
  const { tell, teller, told } = start()
  tell.mockRejectedValueOnce(new Error('offline'))
  teller.note({ chatId: 'a', seq: 3 })
  await second()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tell).toHaveBeenCalledTimes(1)
  teller.flush()
  expect(told().at(-1)).toEqual([{ chatId: 'a', seq: 3 }])
})

test('only messages of visitors arrive', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1).say('ai', 'Hello', 2).read()
  expect(chat.feed.map(arrivalOf)).toEqual([{ chatId: 'a', seq: 1 }, null, null])
})

test('a fetched chat is delivered once: the event that says so does not look like news', () => {
  const chat = new ChatModel('a').say('visitor', 'Hi', 1)
  expect(undeliveredSeq(chat.summary)).toBe(1)
  expect(undeliveredSeq(chat.mark({ memberDeliveredSeq: 1 }).summary)).toBeNull()
  expect(undeliveredSeq(chat.say('visitor', 'Still there?', 2).summary)).toBe(3)
  expect(undeliveredSeq(chat.mark({ memberDeliveredSeq: 3 }).say('ai', 'Yes', 3).summary)).toBeNull()
})
