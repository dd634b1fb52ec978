import { expect, test } from 'vitest'
import { inSight, placeCard } from './place-card.ts'

const view = { width: 1440, height: 900 }
const card = { width: 320, height: 180 }

test('a card stands on the first side of its target that has room, and never out of the window', () => {
  const sideOf = (left: number, top: number, width = 100, height = 40) =>
    placeCard({ left, top, width, height }, card, view)?.side
  expect(sideOf(20, 20)).toBe('right')
  expect(sideOf(1300, 20)).toBe('bottom')
  expect(sideOf(1300, 840)).toBe('left')
  expect(sideOf(20, 840, 1400)).toBe('top')
  expect(sideOf(10, 10, 1420, 880)).toBeUndefined()
  for (let left = 0; left <= 1340; left += 67) {
    for (let top = 0; top <= 860; top += 43) {
      const placed = placeCard({ left, top, width: 100, height: 40 }, card, view)
      if (!placed) throw new Error(`No room beside ${left}, ${top}.`)
      expect(placed.left).toBeGreaterThanOrEqual(12)
      expect(placed.top).toBeGreaterThanOrEqual(12)
      expect(placed.left + card.width).toBeLessThanOrEqual(view.width - 12)
      expect(placed.top + card.height).toBeLessThanOrEqual(view.height - 12)
    }
  }
})

test('its arrow points at the middle of the target, and of what is tall near its beginning', () => {
  const beside = placeCard({ left: 100, top: 400, width: 80, height: 40 }, card, view)
  expect((beside?.top ?? 0) + (beside?.arrow ?? 0)).toBe(420)
  const below = placeCard({ left: 1300, top: 100, width: 80, height: 40 }, card, view)
  expect((below?.left ?? 0) + (below?.arrow ?? 0)).toBe(1340)
  const tall = placeCard({ left: 0, top: 100, width: 340, height: 800 }, card, view)
  expect(tall).toMatchObject({ side: 'right', top: 100, arrow: 90 })
})

test('of a target that goes beyond the window only what is in sight counts', () => {
  expect(inSight({ left: -20, top: 700, width: 100, height: 500 }, view)).toEqual({
    left: 0,
    top: 700,
    width: 80,
    height: 200,
  })
})
