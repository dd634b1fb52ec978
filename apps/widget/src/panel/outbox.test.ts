import type { Message } from '@minichat/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CallError } from './api.ts'
import type { Locks } from './locks.ts'
import { createOutbox, newMessageId } from './outbox.ts'
import { createStorage } from './storage.ts'
import type { Entry, Problem } from './view.ts'

beforeEach(() => void vi.stubGlobal('navigator', { onLine: true }))
afterEach(() => void vi.unstubAllGlobals())

const entry = (name: string, at = 0): Omit<Entry, 'place'> => ({
  clientMessageId: name,
  text: name,
  createdAt: new Date(at).toISOString(),
})

/** One turn at a time, as the browser gives them to its tabs. */
function createTurns(): Locks {
  let before: Promise<unknown> = Promise.resolve()
  return async (_name, lifetime, hold) => {
    before = before.then(() => hold(lifetime))
    await before
  }
}

function given(answers: Array<'ok' | CallError>, storage = createStorage('', null), locks = createTurns()) {
  const sent: string[] = []
  const stored: string[] = []
  const unsent: Array<[string, Problem]> = []
  const pauses: number[] = []
  const outbox = createOutbox({
    storage,
    locks,
    lifetime: new AbortController().signal,
    post: async ({ clientMessageId }) => {
      sent.push(clientMessageId)
      const answer = answers.shift() ?? 'ok'
      if (answer !== 'ok') throw answer
      return { clientMessageId } as Message
    },
    pause: async (ms) => {
      pauses.push(ms)
    },
    onStored: (message) => stored.push(message.clientMessageId ?? ''),
    onUnsent: ({ clientMessageId }, problem) => unsent.push([clientMessageId, problem]),
  })
  return { outbox, sent, stored, unsent, pauses, storage }
}

const down = () => new CallError('UNREACHABLE')
const overLimit = () => new CallError('RATE_LIMITED', 429, 7000)

test('messages go out in order, each tried with its own id until it is stored', async () => {
  const { outbox, sent, stored, storage } = given([down(), new CallError('INTERNAL_ERROR', 500)])
  outbox.add(entry('a'))
  outbox.add(entry('b'))
  await outbox.send()
  expect(sent).toEqual(['a', 'a', 'a', 'b'])
  expect(stored).toEqual(['a', 'b'])
  expect(storage.names('out:')).toEqual([])
})

test('after some tries the visitor is told of all that wait, and another try sends them', async () => {
  const { outbox, stored, unsent, storage } = given([down(), down(), down(), down()])
  outbox.add(entry('a'))
  outbox.add(entry('b'))
  await outbox.send()
  expect(unsent).toEqual([
    ['a', 'UNREACHABLE'],
    ['b', 'UNREACHABLE'],
  ])
  expect(storage.names('out:')).toHaveLength(2)
  await outbox.send()
  expect(stored).toEqual(['a', 'b'])
})

test('what a reload finds on the device is sent in the order in which it was written, whatever the clock said', async () => {
  const before = given([])
  before.outbox.add(entry('first', 2000))
  before.outbox.add(entry('second', 1000))
  const { outbox, sent } = given([], before.storage)
  expect(outbox.waiting()).toHaveLength(2)
  await outbox.send()
  expect(sent).toEqual(['first', 'second'])
})

test('two tabs send what both have written once and in order, whichever begins', async () => {
  const storage = createStorage('', null)
  const locks = createTurns()
  const [one, other] = [given([], storage, locks), given([], storage, locks)]
  for (const [at, tab] of [one, other, one, other].entries()) tab.outbox.add(entry(`m${at}`))
  await Promise.all([other.outbox.send(), one.outbox.send()])
  expect([...other.sent, ...one.sent]).toEqual(['m0', 'm1', 'm2', 'm3'])
  expect(other.outbox.waiting()).toEqual([])
})

test('a tab that gives up leaves the turn to the next', async () => {
  const storage = createStorage('', null)
  const locks = createTurns()
  const [one, other] = [given([down(), down(), down(), down()], storage, locks), given([], storage, locks)]
  one.outbox.add(entry('a'))
  await Promise.all([one.outbox.send(), other.outbox.send()])
  expect(one.unsent).toHaveLength(1)
  expect(other.stored).toEqual(['a'])
})

test('offline nothing is given up: it waits for the connection', async () => {
  vi.stubGlobal('navigator', { onLine: false })
  const { outbox, unsent, stored } = given([down(), down(), down(), down()])
  outbox.add(entry('a'))
  await outbox.send()
  expect([unsent, stored]).toEqual([[], []])
  await outbox.send()
  expect(stored).toEqual(['a'])
})

test('a refused message does not hold up the next', async () => {
  const { outbox, stored, unsent } = given([new CallError('VALIDATION_ERROR', 400)])
  outbox.add(entry('a'))
  outbox.add(entry('b'))
  await outbox.send()
  expect(unsent).toEqual([['a', 'VALIDATION_ERROR']])
  expect(stored).toEqual(['b'])
})

test('a limit is waited for as long as the server says, however often', async () => {
  const { outbox, stored, pauses } = given(Array.from({ length: 6 }, overLimit))
  outbox.add(entry('a'))
  await outbox.send()
  expect(stored).toEqual(['a'])
  expect(pauses).toEqual(Array(6).fill(7000))
})

test('ids are what the server takes', () => {
  expect(newMessageId()).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
  expect(newMessageId()).not.toBe(newMessageId())
})

test('storage that throws is replaced by memory', () => {
  const refusing = new Proxy({} as Storage, {
    get: () => () => {
      throw new Error('refused')
    },
  })
  const storage = createStorage('p:', refusing)
  storage.set('out:a', '1')
  expect(storage.get('out:a')).toBe('1')
  expect(storage.names('out:')).toEqual(['out:a'])
  storage.remove('out:a')
  expect(storage.get('out:a')).toBeNull()
})
