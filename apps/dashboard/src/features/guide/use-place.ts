import { type RefObject, useLayoutEffect, useState } from 'react'
import { type Box, inSight, type Placed, placeCard } from './place-card.ts'
import { type Step, targetOf } from './steps.ts'

type Place = { ring: Box | null; card: Placed | null }
const nowhere: Place = { ring: null, card: null }

function measure(step: Step, card: HTMLElement): Place {
  const target = targetOf(step)
  if (!target) return nowhere
  // Without what shows at the side of a scroll bar.
  const view = { width: document.documentElement.clientWidth, height: window.innerHeight }
  const ring = inSight(target.getBoundingClientRect(), view)
  if (ring.width === 0 || ring.height === 0) return nowhere
  return { ring, card: placeCard(ring, { width: card.offsetWidth, height: card.offsetHeight }, view) }
}

/** Keeps to the target of a step, wherever the page moves it. Brings it into sight first. */
export function usePlace(step: Step, card: RefObject<HTMLElement | null>): Place {
  const [place, setPlace] = useState(nowhere)
  useLayoutEffect(() => {
    targetOf(step)?.scrollIntoView({ block: 'center', inline: 'nearest' })
    let told = ''
    let frame = 0
    function follow() {
      frame = requestAnimationFrame(follow)
      if (!card.current) return
      const next = measure(step, card.current)
      const shown = JSON.stringify(next)
      if (shown !== told) setPlace(next)
      told = shown
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [step, card])
  return place
}
