import { expect, test } from 'vitest'
import { createUnsent, draftKey, outboxKey } from './unsent.ts'

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

/** Two tabs of one browser. */
function browser() {
  const device = memory()
  const open = () => {
    const tab = memory()
    let dropped = 0
    const unsent = createUnsent({ device: () => device, tab: () => tab }, () => 7)
    unsent.onForgotten(() => (dropped += 1))
    return { tab, unsent, dropped: () => dropped }
  }
  return { device, here: open(), there: open() }
}

test('a draft, and a reply that waits in this tab, are unsent; both go when they are forgotten, and nothing else does', () => {
  const { device, here } = browser()
  device.setItem('minichat.locale', 'th')
  expect(here.unsent.isThere()).toBe(false)
  device.setItem(draftKey('c1'), 'Dear')
  expect(here.unsent.isThere()).toBe(true)
  device.removeItem(draftKey('c1'))
  here.tab.setItem(outboxKey, JSON.stringify([{ text: 'Hello' }]))
  expect(here.unsent.isThere()).toBe(true)
  device.setItem(draftKey('c2'), 'Yours')
  here.unsent.forget()
  expect(here.unsent.isThere()).toBe(false)
  expect([device.getItem(draftKey('c2')), here.tab.getItem(outboxKey), here.dropped()]).toEqual([null, null, 1])
  expect(device.getItem('minichat.locale')).toBe('th')
})

test('other tabs hear of it and drop what waits in them', () => {
  const { device, here, there } = browser()
  there.tab.setItem(outboxKey, JSON.stringify([{ text: 'Hello' }]))
  const keys = new Set<string>()
  const write = device.setItem
  device.setItem = (key, value) => {
    keys.add(key)
    write(key, value)
  }
  here.unsent.forget()
  there.unsent.hear({ key: 'minichat.locale' })
  expect(there.dropped()).toBe(0)
  for (const key of keys) there.unsent.hear({ key })
  expect([there.tab.getItem(outboxKey), there.dropped()]).toEqual([null, 1])
})

test('who comes back finds what they wrote; somebody else does not', () => {
  const { device, here } = browser()
  here.unsent.takeOver('mali')
  device.setItem(draftKey('c1'), 'Dear')
  here.unsent.takeOver('mali')
  expect(device.getItem(draftKey('c1'))).toBe('Dear')
  here.unsent.takeOver('noi')
  expect(device.getItem(draftKey('c1'))).toBeNull()
})

test('where the browser blocks storage nothing is unsent, and nothing breaks', () => {
  const blocked = () => {
    throw new Error('blocked')
  }
  const unsent = createUnsent({ device: blocked, tab: blocked }, () => 7)
  unsent.takeOver('mali')
  unsent.forget()
  expect(unsent.isThere()).toBe(false)
})
