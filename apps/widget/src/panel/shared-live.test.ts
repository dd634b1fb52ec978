import type { ChatEvent } from '@minichat/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLocks } from './locks.ts'
import { createSharedLive } from './shared-live.ts'
import { createStorage } from './storage.ts'
import type { TabMessage, Tabs } from './tabs.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('removeEventListener', () => {})
  vi.stubGlobal('navigator', {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const event = (seq: number): ChatEvent => ({
  type: 'visitor.tracked',
  seq,
  at: '2026-11-22T08:30:00.000Z',
  name: `event ${seq}`,
  properties: {},
})

/** A browser with one device storage and one channel; plain http, so that turns are leases. */
function givenBrowser() {
  const content = new Map<string, string>()
  const device = {
    getItem: (name: string) => content.get(name) ?? null,
    setItem: (name: string, value: string) => content.set(name, value),
    removeItem: (name: string) => content.delete(name),
  } as unknown as Storage
  const listeners: Array<{ of: object; listener: (message: TabMessage) => void }> = []
  /** What the server has. */
  const server: ChatEvent[] = []

  function openTab(chatId = 'chat') {
    const me = {}
    let lastSeq = 0
    const seen: number[] = []
    let follower: { onEvent: (event: ChatEvent) => void; onConnection: (isUp: boolean) => void } | null = null
    const tabs: Tabs = {
      isConnected: () => true,
      tell: (message) => {
        for (const { of, listener } of listeners) if (of !== me) queueMicrotask(() => listener(message))
      },
      listen: (listener) => {
        listeners.push({ of: me, listener })
      },
    }
    const live = createSharedLive({
      follow: (options) => ({
        start: () => {
          follower = options
          options.onConnection(true)
          for (const missed of server) options.onEvent(missed)
        },
        stop: () => {
          follower = null
        },
        verify: () => {},
      }),
      tabs,
      locks: createLocks('p:', createStorage('p:', device)),
      chatId: () => chatId,
      progress: () => ({ lastSeq, answer: null }),
      catchUp: async () => server.filter((one) => 'seq' in one && one.seq > lastSeq),
      onEvent: (one) => {
        if (!('seq' in one) || one.seq <= lastSeq) return
        lastSeq = one.seq
        seen.push(one.seq)
      },
      onConnection: () => {},
      stream: () => Promise.reject(new Error('not used')),
      poll: () => Promise.reject(new Error('not used')),
      renew: async () => {},
    })
    return {
      live,
      seen,
      isFollowingServer: () => follower !== null,
      receive: (one: ChatEvent) => follower?.onEvent(one),
    }
  }
  return { openTab, server }
}

test('one of two tabs follows the server, and both see each event once', async () => {
  const { openTab } = givenBrowser()
  const [one, other] = [openTab(), openTab()]
  one.live.start()
  await pass(200)
  other.live.start()
  await pass(3000)
  expect([one, other].map((tab) => tab.isFollowingServer())).toEqual([true, false])
  one.receive(event(1))
  one.receive(event(2))
  await pass(0)
  expect(other.seen).toEqual([1, 2])
  expect(one.seen).toEqual([1, 2])
})

test('when the leader goes the next takes over within two seconds, from its own number', async () => {
  const { openTab, server } = givenBrowser()
  const [one, other] = [openTab(), openTab()]
  one.live.start()
  await pass(200)
  other.live.start()
  await pass(1000)
  one.receive(event(1))
  await pass(0)
  server.push(event(1), event(2))
  one.live.stop()
  await pass(2000)
  expect(other.isFollowingServer()).toBe(true)
  expect(other.seen).toEqual([1, 2])
})

test('a tab that missed something fetches it', async () => {
  const { openTab, server } = givenBrowser()
  const [one, other] = [openTab(), openTab()]
  one.live.start()
  await pass(200)
  other.live.start()
  await pass(1000)
  server.push(event(1), event(2), event(3))
  one.receive(event(3))
  await pass(0)
  expect(other.seen).toEqual([1, 2, 3])
})

test('tabs of different chats do not mix', async () => {
  const { openTab } = givenBrowser()
  const [mine, theirs] = [openTab('mine'), openTab('theirs')]
  mine.live.start()
  theirs.live.start()
  await pass(3000)
  expect([mine, theirs].map((tab) => tab.isFollowingServer())).toEqual([true, true])
  mine.receive(event(1))
  await pass(0)
  expect(theirs.seen).toEqual([])
})

test('two tabs that begin at the same moment agree on one', async () => {
  const { openTab } = givenBrowser()
  const tabs = [openTab(), openTab(), openTab()]
  for (const tab of tabs) tab.live.start()
  await pass(5000)
  expect(tabs.filter((tab) => tab.isFollowingServer())).toHaveLength(1)
})
