import { expect, test } from 'vitest'
import { pagePath, visitorTag } from './visitor.ts'

test('a visitor is known by the end of the id, which differs where ids were made in one moment', () => {
  expect(visitorTag('0199c0de-7000-7000-8000-00000000af2c')).toBe('AF2C')
})

test('the page is told by its path, in its own letters', () => {
  expect(pagePath('https://shop.example/th/%E0%B8%8A%E0%B8%B2?q=1')).toBe('/th/ชา')
  expect(pagePath('https://shop.example')).toBe('/')
  expect(pagePath('https://shop.example/%E0%B8')).toBe('/%E0%B8')
  expect(pagePath(null)).toBeNull()
  expect(pagePath('nonsense')).toBeNull()
})
