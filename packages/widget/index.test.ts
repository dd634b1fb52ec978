import { afterEach, expect, test } from 'vitest'
import { minichat } from './index.js'

const scope = globalThis as { window?: { MiniChat?: unknown } }
afterEach(() => {
  delete scope.window
})

test('calls wait in a queue that the page may have begun already', () => {
  scope.window = { MiniChat: { q: [['open']] } }
  minichat.identify({ userId: 7 })
  minichat.setLocale('th')
  expect(scope.window.MiniChat).toEqual({ q: [['open'], ['identify', { userId: 7 }], ['setLocale', 'th']] })
})

test('without a queue one is begun, also after a shutdown has taken the widget away', () => {
  scope.window = {}
  minichat.shutdown()
  expect(scope.window.MiniChat).toEqual({ q: [['shutdown']] })
  delete scope.window.MiniChat
  minichat.open()
  expect(scope.window.MiniChat).toEqual({ q: [['open']] })
})

test('the count of unread messages is that of the widget, and 0 before it has come', () => {
  scope.window = {}
  expect(minichat.unread).toBe(0)
  scope.window.MiniChat = { q: [], unread: 3 }
  expect(minichat.unread).toBe(3)
})

test('on a server nothing happens', () => {
  minichat.open()
  expect(minichat.unread).toBe(0)
})

test('what a listener is given is typed by its event', () => {
  scope.window = {}
  minichat.on('message', ({ author, text }) => console.log(author === 'ai', text.length))
  minichat.on('unread', ({ count }) => console.log(count + 1))
  // @ts-expect-error There is no such event.
  minichat.on('opened', () => {})
  // @ts-expect-error A fact is not an object.
  minichat.track('bought', { price: { amount: 7 } })
  expect((scope.window.MiniChat as { q: unknown[] }).q).toHaveLength(4)
})
