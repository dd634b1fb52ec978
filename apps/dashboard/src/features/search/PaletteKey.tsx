import { lazy, Suspense, useEffect, useRef, useState } from 'react'

const load = () => import('./Palette.tsx')
const Palette = lazy(async () => ({ default: (await load()).Palette }))

/** Ctrl+K, or Cmd+K, opens the palette wherever one is; it is fetched with its first use. */
export function PaletteKey() {
  const [isOpen, setOpen] = useState(false)
  /** What had the focus, and gets it back. */
  const before = useRef<Element | null>(null)
  function close() {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
    setOpen(false)
  }
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const isAsked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === 'KeyK'
      if (!isAsked) return
      event.preventDefault()
      if (!document.querySelector('[role="dialog"]')) before.current = document.activeElement
      setOpen((wasOpen) => !wasOpen)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  if (!isOpen) return null
  return (
    <Suspense>
      <Palette onClose={close} />
    </Suspense>
  )
}
