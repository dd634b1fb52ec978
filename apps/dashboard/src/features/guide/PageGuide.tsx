import type { Guide } from '@minichat/contracts'
import { lazy, Suspense, useEffect, useState } from 'react'
import { isTaken } from '../../lib/is-taken.ts'
import { useSession } from '../../lib/session.tsx'
import { onGuideAsked } from './ask-for-guide.ts'

const loadCard = () => import('./GuideCard.tsx')
const GuideCard = lazy(async () => ({ default: (await loadCard()).GuideCard }))

/** Nobody is met at the door: first the page is seen as it is. */
const calmMs = 900

type PageGuideProps = {
  of: Guide
  /** The page has what there is to see. */
  isReady: boolean
  /** Something else comes first: not now, unless it is asked for. */
  isHeld?: boolean
}

/** Shows somebody around a page, once; and again when asked. */
export function PageGuide({ of, isReady, isHeld = false }: PageGuideProps) {
  const { guidesSeen } = useSession().me.user
  const [isShown, setShown] = useState(false)
  const isDue = isReady && !isHeld && !guidesSeen.includes(of)
  useEffect(() => onGuideAsked(() => setShown(true)), [])
  useEffect(() => {
    if (!isDue) return
    async function begin() {
      // Whoever has begun something is not held up: there is a next time.
      if (isTaken(document.activeElement)) return
      const [{ claimGuide }] = await Promise.all([import('./claim-guide.ts'), loadCard()])
      if (await claimGuide(of)) setShown(true)
    }
    // What cannot be fetched now is for another time, too.
    const timer = setTimeout(() => begin().catch(() => {}), calmMs)
    return () => clearTimeout(timer)
  }, [isDue, of])
  if (!isShown || !isReady) return null
  return (
    <Suspense>
      <GuideCard guide={of} onEnd={() => setShown(false)} />
    </Suspense>
  )
}
