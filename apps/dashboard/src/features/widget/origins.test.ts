import { expect, test } from 'vitest'
import { toOrigin } from './origins.ts'

test('what people paste becomes an origin', () => {
  expect(toOrigin(' https://Shop.example.com/cart?x=1 ')).toBe('https://shop.example.com')
  expect(toOrigin('shop.example.com')).toBe('https://shop.example.com')
  expect(toOrigin('https://*.example.com')).toBe('https://*.example.com')
  expect(toOrigin('http://localhost:8080/')).toBe('http://localhost:8080')
})

test('what is no origin is refused', () => {
  for (const typed of ['', 'shop', 'ftp://example.com', '*', 'https://', 'https://exa mple.com', 'https://*']) {
    expect(toOrigin(typed)).toBeNull()
  }
})
