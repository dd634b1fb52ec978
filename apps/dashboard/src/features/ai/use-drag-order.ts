import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'

/**
 * Items of a list are dragged to another place by mouse. It listens on the list itself: for who uses no mouse there are
 * buttons, so that its items stay plain ones. Each item says its place in `data-place`.
 * @returns the place over which something is dragged that would go there.
 */
export function useDragOrder(list: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void) {
  const from = useRef<number | null>(null)
  const [target, setTarget] = useState<number | null>(null)
  const onDrag = useEffectEvent((event: DragEvent) => {
    const place = placeOf(event.target)
    if (event.type === 'dragstart') {
      from.current = place
      // Some browsers drag nothing that carries nothing.
      event.dataTransfer?.setData('text/plain', String(place))
      return
    }
    if (from.current === null || event.type === 'dragend') {
      from.current = null
      return setTarget(null)
    }
    if (place === null) return setTarget(null)
    event.preventDefault()
    if (event.type === 'dragover') return setTarget(place === from.current ? null : place)
    onMove(from.current, place)
    setTarget(null)
  })
  useEffect(() => {
    const element = list.current
    const types = ['dragstart', 'dragover', 'drop', 'dragend'] as const
    for (const type of types) element?.addEventListener(type, onDrag)
    return () => {
      for (const type of types) element?.removeEventListener(type, onDrag)
    }
  }, [list])
  return target
}

function placeOf(target: EventTarget | null): number | null {
  const item = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
  return item ? Number(item.dataset.place) : null
}
