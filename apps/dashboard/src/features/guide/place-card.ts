export type Box = { left: number; top: number; width: number; height: number }
type Size = { width: number; height: number }
export type Side = 'right' | 'bottom' | 'left' | 'top'
/** `arrow`: how far along its side the card points at the target. */
export type Placed = { left: number; top: number; side: Side; arrow: number }

/** Between the card and what it is about, and around the card. */
const gap = 16
const edge = 12
/** As near to its corner as the card's arrow may come. */
const corner = 22

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high))

/** As much of the target as is in sight. */
export function inSight(target: Box, view: Size): Box {
  const left = clamp(target.left, 0, view.width)
  const top = clamp(target.top, 0, view.height)
  const width = clamp(target.left + target.width, left, view.width) - left
  const height = clamp(target.top + target.height, top, view.height) - top
  return { left, top, width, height }
}

/**
 * Where a card stands beside its target: on the first side with room for it, within the window.
 * @returns null where no side has room.
 */
export function placeCard(target: Box, card: Size, view: Size): Placed | null {
  const room: Record<Side, boolean> = {
    right: view.width - target.left - target.width >= card.width + gap + edge,
    bottom: view.height - target.top - target.height >= card.height + gap + edge,
    left: target.left >= card.width + gap + edge,
    top: target.top >= card.height + gap + edge,
  }
  const side = (Object.keys(room) as Side[]).find((one) => room[one])
  if (!side) return null
  const middle = { x: target.left + target.width / 2, y: target.top + target.height / 2 }
  if (side === 'right' || side === 'left') {
    const left = side === 'right' ? target.left + target.width + gap : target.left - gap - card.width
    // What is tall is pointed at near its beginning.
    const aim = Math.min(middle.y, target.top + card.height / 2)
    const top = clamp(aim - card.height / 2, edge, view.height - card.height - edge)
    return { side, left, top, arrow: clamp(aim - top, corner, card.height - corner) }
  }
  const top = side === 'bottom' ? target.top + target.height + gap : target.top - gap - card.height
  const left = clamp(middle.x - card.width / 2, edge, view.width - card.width - edge)
  return { side, left, top, arrow: clamp(middle.x - left, corner, card.width - corner) }
}
