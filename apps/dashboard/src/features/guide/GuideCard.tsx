import { Button } from '@mantine/core'
import type { Guide } from '@minichat/contracts'
import { type CSSProperties, useEffect, useRef, useState } from 'react'
import { commonText } from '../../lib/common.text.ts'
import { formatNumber } from '../../lib/format.ts'
import { isTaken } from '../../lib/is-taken.ts'
import { useLocale, useText } from '../../lib/text.ts'
import classes from './Guide.module.css'
import { guideText } from './guide.text.ts'
import { steps as allSteps, type Step, targetOf } from './steps.ts'
import { usePlace } from './use-place.ts'

type GuideProps = { guide: Guide; onEnd: () => void }

/** A card that goes from one part of the page to the next. The page stays open to everything meanwhile. */
export function GuideCard({ guide, onEnd }: GuideProps) {
  const [steps] = useState(() => allSteps[guide].filter(targetOf))
  const isEmpty = steps.length === 0
  useEffect(() => {
    if (isEmpty) onEnd()
  }, [isEmpty, onEnd])
  return isEmpty ? null : <Steps guide={guide} steps={steps} onEnd={onEnd} />
}

function Steps({ guide, steps, onEnd }: GuideProps & { steps: Step[] }) {
  const text = useText(guideText)
  const common = useText(commonText)
  const locale = useLocale()
  const [at, setAt] = useState(0)
  const step = steps[at] as Step
  const isLast = at === steps.length - 1
  const card = useRef<HTMLElement>(null)
  const place = usePlace(step, card)
  const onNext = () => (isLast ? onEnd() : setAt(at + 1))
  const title = useFocus(card)
  useEscape(onEnd)
  usePress(step, onNext)

  const number = (value: number) => formatNumber(locale, value)
  return (
    <>
      {place.ring && <div className={classes.ring} style={place.ring} aria-hidden />}
      <section
        ref={card}
        className={classes.card}
        aria-label={text[guide]}
        data-side={place.card?.side}
        style={
          place.card
            ? ({
                '--at-x': `${place.card.left}px`,
                '--at-y': `${place.card.top}px`,
                '--arrow': `${place.card.arrow}px`,
              } as CSSProperties)
            : undefined
        }
      >
        <div aria-live="polite" aria-atomic>
          <p className={classes.count}>{text.step(number(at + 1), number(steps.length))}</p>
          <h2 ref={title} tabIndex={-1} className={classes.title}>
            {text[`${step.name}Title`]}
          </h2>
          <p className={classes.words}>{text[step.name]}</p>
        </div>
        <div className={classes.buttons}>
          {!isLast && (
            <Button variant="subtle" color="gray" className={classes.skip} onClick={onEnd}>
              {text.skip}
            </Button>
          )}
          {at > 0 && (
            <Button variant="default" onClick={() => setAt(at - 1)}>
              {common.back}
            </Button>
          )}
          <Button onClick={onNext}>{isLast ? text.done : text.next}</Button>
        </div>
      </section>
    </>
  )
}

/** Takes the focus at the beginning, unless somebody is writing, and gives it back. */
function useFocus(card: React.RefObject<HTMLElement | null>) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    if (!isTaken(before)) title.current?.focus({ preventScroll: true })
    const shown = card.current
    return () => {
      if (!shown?.contains(document.activeElement)) return
      const isUsable = before instanceof HTMLElement && before.isConnected && before !== document.body
      const next = isUsable ? before : document.getElementById('content')
      next?.focus({ preventScroll: true })
    }
  }, [card])
  return title
}

function useEscape(onEnd: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isTaken(event.target)) onEnd()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onEnd])
}

/** Whoever tries what is pointed at needs no button to go on. */
function usePress(step: Step, onNext: () => void): void {
  useEffect(() => {
    const target = step.isPressed && targetOf(step)
    if (!target) return
    target.addEventListener('click', onNext)
    return () => target.removeEventListener('click', onNext)
  }, [step, onNext])
}
