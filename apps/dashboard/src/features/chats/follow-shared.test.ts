import type { InboxEvent } from '@minichat/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ChatModel } from './chat-model.fixture.ts'
import type { FollowOptions } from './follow-inbox.ts'
import { followShared, type TabChannel, type TabMessage } from './follow-shared.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A browser: channels that reach every other tab, and a lock that one tab at a time holds. */
function openBrowser() {
  const channels = new Set<TabChannel>()
  const waiting: (() => void)[] = []
  let isHeld = false
  const letNextHold = () => {
    isHeld = false
    waiting.shift()?.()
  }
  const locks = {
    request(_name: string, { signal }: { signal: AbortSignal }, callback: () => Promise<void> | undefined) {
      return new Promise<void>((resolve, reject) => {
        const grant = () => {
          if (signal.aborted) return letNextHold()
          isHeld = true
          void Promise.resolve(callback()).then(() => {
            letNextHold()
            resolve()
          })
        }
        signal.addEventListener('abort', () => reject(signal.reason))
        if (isHeld) waiting.push(grant)
        else {
          isHeld = true
          queueMicrotask(grant)
        }
      })
    },
  } as unknown as LockManager
  function openChannel(isDeaf: () => boolean): TabChannel {
    const channel: TabChannel = {
      onmessage: null,
      postMessage(data: TabMessage) {
        if (isDeaf()) return
        for (const other of channels) if (other !== channel) queueMicrotask(() => other.onmessage?.({ data }))
      },
      close: () => channels.delete(channel),
    }
    channels.add(channel)
    return channel
  }
  return { locks, openChannel }
}

function openTab(browser: ReturnType<typeof openBrowser>, { cursor = null as string | null } = {}) {
  const tab = { cursor, isVisible: true, isFrozen: false, events: [] as InboxEvent[], isLeading: false }
  let open: FollowOptions | null = null
  const shared = followShared(
    {
      name: 'inbox',
      client: {} as never,
      cursor: () => tab.cursor,
      isVisible: () => tab.isVisible,
      onEvent(event) {
        tab.events.push(event)
        if ('cursor' in event) tab.cursor = event.cursor
      },
      onConnection: () => {},
      onRefused: () => {},
      isRefusal: () => false,
      onLeading: () => {
        tab.isLeading = true
      },
    },
    {
      locks: browser.locks,
      channel: browser.openChannel(() => tab.isFrozen),
      follow(options) {
        open = options
        return { verify: () => {}, stop: () => void (open = open === options ? null : open) }
      },
    },
  )
  return {
    shared,
    tab,
    /** Of its own stream: undefined while it has none. */
    streams: () => (open ? { chatId: open.chatId } : undefined),
    receive: (event: InboxEvent) => open?.onEvent(event),
    hear: () => open?.onConnection('live'),
    news: () => tab.events.filter(({ type }) => type === 'feed' || type === 'passing').length,
  }
}

const entry = (minute: number): InboxEvent => {
  const chat = new ChatModel('a').say('visitor', 'Hello', minute)
  return { ...(chat.feed[0] as Extract<InboxEvent, { type: 'feed' }>), cursor: `${minute}.0` }
}
const passes = (chatId: string): InboxEvent => ({
  type: 'passing',
  chatId,
  event: { type: 'typing', who: 'visitor', memberId: null, name: null },
})
const moment = () => vi.advanceTimersByTimeAsync(400)

/** A leader that is live, and a second tab. */
async function twoTabs(chats: [string | undefined, string | undefined] = [undefined, undefined]) {
  const browser = openBrowser()
  const first = openTab(browser)
  first.shared.show(chats[0])
  await moment()
  first.receive({ type: 'ready', cursor: '1.0' })
  const second = openTab(browser)
  second.shared.show(chats[1])
  await moment()
  return { browser, first, second }
}

test('two tabs share one stream, and both get everything once', async () => {
  const { first, second } = await twoTabs(['a', 'a'])
  first.receive(entry(2))
  first.receive(passes('a'))
  await moment()
  expect([first.streams(), second.streams()]).toEqual([{ chatId: 'a' }, undefined])
  expect([first.news(), second.news()]).toEqual([2, 2])
  expect(second.tab.events[0]).toEqual({ type: 'ready', cursor: '1.0' })
})

test('a tab that joins is told whether the visitor is there', async () => {
  const there: InboxEvent = {
    type: 'passing',
    chatId: 'a',
    event: { type: 'presence', who: 'visitor', online: true },
  }
  const browser = openBrowser()
  const first = openTab(browser)
  first.shared.show('a')
  await moment()
  first.receive({ type: 'ready', cursor: '1.0' })
  first.receive(there)
  const second = openTab(browser)
  second.shared.show('a')
  await moment()
  expect(second.tab.events).toContainEqual(there)
  first.shared.show('b')
  await moment()
  const third = openTab(browser)
  third.shared.show('b')
  await moment()
  expect(third.tab.events).not.toContainEqual(there)
})

test('a tab in which somebody looks at another chat has a stream of its own, as long as they do', async () => {
  const { first, second } = await twoTabs(['a', 'b'])
  expect([first.streams(), second.streams()]).toEqual([{ chatId: 'a' }, { chatId: 'b' }])
  first.receive(entry(2))
  await moment()
  // From its own stream it gets it as well, and not twice.
  expect(second.news()).toBe(0)
  second.tab.isVisible = false
  second.shared.look()
  await moment()
  expect(second.streams()).toBeUndefined()
})

test('a tab that comes back to the shared stream fetches what lies between', async () => {
  const { first, second } = await twoTabs(['a', 'b'])
  second.receive({ type: 'ready', cursor: '1.0' })
  first.receive(entry(2))
  second.shared.show('a')
  await moment()
  expect(second.tab.events.at(-1)).toEqual({ type: 'resync', cursor: '2.0' })
  first.receive(entry(3))
  await moment()
  expect(second.news()).toBe(1)
})

test('a tab that has been elsewhere fetches what lies between once the leader is live', async () => {
  const browser = openBrowser()
  const first = openTab(browser)
  const second = openTab(browser, { cursor: '0.5' })
  await moment()
  expect(second.tab.events).toEqual([])
  first.receive({ type: 'ready', cursor: '9.0' })
  await moment()
  expect(second.tab.events).toEqual([{ type: 'resync', cursor: '9.0' }])
})

test('a tab that is where the leader is has nothing to fetch', async () => {
  const { first, second } = await twoTabs(['a', 'b'])
  second.receive({ type: 'ready', cursor: '1.0' })
  first.shared.show('b')
  await moment()
  expect(second.streams()).toBeUndefined()
  expect(second.tab.events.map(({ type }) => type)).toEqual(['ready'])
})

test('when the leader closes, another tab leads on from its own cursor', async () => {
  const { first, second } = await twoTabs()
  first.receive(entry(2))
  await moment()
  first.shared.stop()
  await moment()
  expect(second.tab.isLeading).toBe(true)
  expect(second.streams()).toEqual({ chatId: undefined })
  expect(second.tab.cursor).toBe('2.0')
})

test('a tab does not wait for a leader that is frozen, and goes back to it when it speaks', async () => {
  const { first, second } = await twoTabs()
  first.tab.isFrozen = true
  await vi.advanceTimersByTimeAsync(40_000)
  expect(second.streams()).toEqual({ chatId: undefined })
  first.tab.isFrozen = false
  first.hear()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(second.streams()).toBeUndefined()
})

test('a leader that hears the server keeps the others on its stream', async () => {
  const { first, second } = await twoTabs()
  for (let ping = 0; ping < 12; ping += 1) {
    await vi.advanceTimersByTimeAsync(10_000)
    first.hear()
  }
  expect(second.streams()).toBeUndefined()
})

test('without locks every tab has its own stream', () => {
  const follow = vi.fn(() => ({ verify: () => {}, stop: () => {} }))
  const options = { cursor: () => null, isVisible: () => true, onEvent: () => {}, onConnection: () => {} }
  const rest = { name: 'inbox', client: {} as never, onLeading: vi.fn(), onRefused: () => {}, isRefusal: () => false }
  const shared = followShared({ ...options, ...rest }, { follow, channel: null, locks: undefined })
  expect(follow).toHaveBeenCalledOnce()
  expect(rest.onLeading).toHaveBeenCalledOnce()
  shared.stop()
})
