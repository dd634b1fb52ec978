import { afterEach, expect, test, vi } from 'vitest'
import { placeOf } from './place.ts'

afterEach(() => void vi.unstubAllGlobals())

const at = (origin: string, pathname: string, search = '') =>
  vi.stubGlobal('location', { origin, pathname, search, hash: '#secret' })

test('a page is told without its fragment, where it is a web page and its address no book', () => {
  at('https://shop.example', '/cups', '?size=2')
  expect(placeOf(undefined)).toEqual({ pageUrl: 'https://shop.example/cups?size=2', consent: undefined })
  at('https://shop.example', '/cups', `?${'x'.repeat(2000)}`)
  expect(placeOf(undefined).pageUrl).toBeUndefined()
  at('null', '/home/somchai/shop.html')
  expect(placeOf(undefined).pageUrl).toBeUndefined()
})

test('without consent it is said that there is none, and nothing of the page', () => {
  at('https://shop.example', '/cups')
  expect(placeOf(false)).toEqual({ pageUrl: undefined, consent: false })
  expect(placeOf(true)).toEqual({ pageUrl: 'https://shop.example/cups', consent: true })
})
