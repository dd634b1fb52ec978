import { expect, test } from 'vitest'
import { areOfOneSite, isKept, pageLabel } from './whereabouts.ts'

test('a page is told by its path where all are of one site, and by its whole address else', () => {
  expect(pageLabel('https://shop.example/%E0%B8%8A%E0%B8%B2?q=1', true)).toBe('/ชา?q=1')
  expect(pageLabel('https://shop.example/%E0%B8%8A%E0%B8%B2?q=1', false)).toBe('shop.example/ชา?q=1')
  expect(pageLabel('https://shop.example/%E0%B8', true)).toBe('/%E0%B8')
  expect(pageLabel('https://shop.example/', true)).toBe('shop.example')
  expect(pageLabel('nonsense', true)).toBe('nonsense')
  expect(areOfOneSite(['https://shop.example/a', 'https://shop.example/b'])).toBe(true)
  expect(areOfOneSite(['https://shop.example/a', 'https://help.example/a'])).toBe(false)
})

test('nothing is kept of who has not consented, where they are asked', () => {
  const whereabouts = (isConsentGiven: boolean | null, isConsentRequired: boolean) =>
    isKept({ isConsentGiven, isConsentRequired, consentAt: null, device: null, pages: [] })
  expect([whereabouts(null, false), whereabouts(true, true), whereabouts(true, false)]).toEqual([true, true, true])
  expect([whereabouts(null, true), whereabouts(false, true), whereabouts(false, false)]).toEqual([false, false, false])
})
