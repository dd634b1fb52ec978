import type { Message } from '@minichat/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CallError } from './api.ts'
import { createReading } from './reading.ts'
import { createTimers } from './timers.ts'
import { emptyView, newMarks, type View } from './view.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const message = (seq: number, kind: Message['author']['kind']) =>
  ({ id: `id-${seq}`, seq, author: { kind, id: null, name: null }, state: 'complete' }) as Message

const view = (more: Partial<View>): View => ({ ...emptyView, phase: 'ready', chatId: 'chat', ...more })

function given({ isReading = false, isLeader = true, failures = [] as CallError[] } = {}) {
  const told: object[] = []
  const state = { isReading }
  const reading = createReading({
    timers: createTimers(new AbortController().signal),
    isReading: () => state.isReading,
    tellsDelivered: () => isLeader,
    tell: async (marks) => {
      told.push(marks)
      const failure = failures.shift()
      if (failure) throw failure
    },
  })
  return { reading, told, state }
}

const talk = [message(1, 'visitor'), message(2, 'ai'), message(3, 'member')]

test('what arrives while nobody looks is unread, and told as delivered once, a moment later', async () => {
  const { reading, told } = given()
  expect(reading.update(view({ messages: talk }))).toBe(2)
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([{ deliveredSeq: 3 }])
  // The marks that come back are no news.
  reading.update(view({ messages: talk, marks: { ...newMarks, visitorDeliveredSeq: 3 }, lastSeq: 4 }))
  await vi.advanceTimersByTimeAsync(5000)
  expect(told).toHaveLength(1)
})

test('what the visitor looks at is read, and told as such', async () => {
  const { reading, told, state } = given({ isReading: true })
  expect(reading.update(view({ messages: talk }))).toBe(0)
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([{ readSeq: 3 }])
  state.isReading = false
  expect(reading.update(view({ messages: [...talk, message(5, 'ai')] }))).toBe(1)
})

test('read in another tab is read, and only one tab tells what has arrived', async () => {
  const { reading, told } = given({ isLeader: false })
  expect(reading.update(view({ messages: talk }))).toBe(2)
  expect(reading.update(view({ messages: talk, marks: { ...newMarks, visitorReadSeq: 3 } }))).toBe(0)
  await vi.advanceTimersByTimeAsync(5000)
  expect(told).toEqual([])
})

test('who writes has read what stands above', () => {
  const { reading } = given()
  expect(reading.update(view({ messages: [...talk, message(4, 'visitor')] }))).toBe(0)
})

test('marks that could not be told are told again; those that nobody takes are not', async () => {
  for (const [failure, count] of [
    [new CallError('UNREACHABLE'), 2],
    [new CallError('NOT_FOUND', 404), 1],
  ] as const) {
    const { reading, told } = given({ isReading: true, failures: [failure] })
    reading.update(view({ messages: talk }))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(told).toHaveLength(count)
  }
})

test('what was read is told at once when the page goes, and only once', async () => {
  const { reading, told, state } = given({ isReading: true })
  reading.update(view({ messages: talk.slice(0, 2) }))
  reading.update(view({ messages: talk }))
  reading.flush()
  expect(told).toEqual([{ readSeq: 3 }])
  reading.flush()
  await vi.advanceTimersByTimeAsync(5000)
  expect(told).toHaveLength(1)
  state.isReading = false
  reading.update(view({ messages: [...talk, message(5, 'ai')] }))
  reading.flush()
  expect(told).toHaveLength(1)
})
