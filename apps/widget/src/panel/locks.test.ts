import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLocks } from './locks.ts'
import { createStorage, type Storage } from './storage.ts'

beforeEach(() => {
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('removeEventListener', () => {})
})
afterEach(() => void vi.unstubAllGlobals())

const untilLost = (lost: AbortSignal) => new Promise((resolve) => lost.addEventListener('abort', resolve))
const shared = (): Storage => ({ ...createStorage('', null), isShared: () => true })

test('a turn is for one tab at a time, and can be taken from one that does not answer', async () => {
  const locks = createLocks('test:', shared())
  const end = new AbortController()
  const held: string[] = []
  const hold = (name: string) => async (lost: AbortSignal) => {
    held.push(name)
    await untilLost(lost)
    held.push(`${name} lost it`)
  }
  const first = locks('live', end.signal, hold('first'))
  void locks('live', end.signal, hold('second'))
  await vi.waitFor(() => expect(held).toEqual(['first']))
  void locks('live', end.signal, hold('third'), true)
  await first
  await vi.waitFor(() => expect([...held].sort()).toEqual(['first', 'first lost it', 'third']))
  end.abort()
  await vi.waitFor(() => expect(held).toContain('third lost it'))
  expect(held).not.toContain('second')
})

test('where storage is kept from us each tab has turns of its own', async () => {
  const end = new AbortController()
  const held: string[] = []
  for (const name of ['one', 'other']) {
    void createLocks('alone:', createStorage('', null))('live', end.signal, async (lost) => {
      held.push(name)
      await untilLost(lost)
    })
  }
  await vi.waitFor(() => expect(held).toEqual(['one', 'other']))
  end.abort()
})
