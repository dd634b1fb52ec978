import { expect, test } from 'vitest'
import { createStorage } from './storage.ts'

/** As much of localStorage as is used, whose content can be looked at. */
function createDevice(content: Record<string, string> = {}) {
  const device = Object.create({
    getItem: (name: string) => content[name] ?? null,
    setItem: (name: string, value: string) => {
      content[name] = value
      device[name] = value
    },
    removeItem: (name: string) => {
      delete content[name]
      delete device[name]
    },
  })
  Object.assign(device, content)
  return { device: device as Storage, content }
}

test('before consent nothing is put on the device nor read from it; with consent it is', () => {
  const { device, content } = createDevice({ 'p:token': 'of an earlier visit' })
  let given = false
  const storage = createStorage('p:', device, { mayStore: () => given })
  expect(storage.get('token')).toBeNull()
  storage.set('out:a', '1')
  expect(storage.names('out:')).toEqual(['out:a'])
  expect(storage.isShared()).toBe(false)
  expect(content).toEqual({ 'p:token': 'of an earlier visit' })

  given = true
  storage.keep(false)
  expect(content).toEqual({ 'p:token': 'of an earlier visit', 'p:out:a': '1' })
  expect(storage.isShared()).toBe(true)
})

test('who has not begun to chat takes up what the device keeps; who has goes on with their own', () => {
  for (const [yields, kept] of [
    [true, 'old'],
    [false, 'new'],
  ] as const) {
    const { device, content } = createDevice({ 'p:token': 'old' })
    let given = false
    const storage = createStorage('p:', device, { mayStore: () => given })
    storage.set('token', 'new')
    given = true
    storage.keep(yields)
    expect(content['p:token']).toBe(kept)
    expect(storage.get('token')).toBe(kept)
  }
})

test('withdrawn, everything of ours leaves the device and this page goes on from memory', () => {
  const { device, content } = createDevice({ 'p:token': 't', other: 'of the page' })
  let given = true
  const storage = createStorage('p:', device, { mayStore: () => given })
  given = false
  storage.withdraw()
  expect(content).toEqual({ other: 'of the page' })
  expect(storage.get('token')).toBe('t')
})

test('a browser that keeps storage from us is reported once', () => {
  let reports = 0
  const storage = createStorage('p:', null, { onBlocked: () => (reports += 1) })
  storage.set('a', '1')
  storage.set('b', '2')
  expect(reports).toBe(1)
  expect(storage.isShared()).toBe(false)
})
