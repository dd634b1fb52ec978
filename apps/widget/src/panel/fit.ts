/** As in panel.css: where the panel takes the whole screen. */
const phone = '(max-width: 480px), (max-height: 480px) and (pointer: coarse)'

/** On phones: as much of the screen as the keyboard leaves, and the focus stays where one can see it. */
export function fitToScreen(panel: HTMLElement, lifetime: AbortSignal): void {
  const media = matchMedia(phone)
  const viewport = window.visualViewport

  function fit(): void {
    const isPhone = media.matches
    panel.style.height = isPhone && viewport ? `${viewport.height}px` : ''
    panel.style.top = isPhone && viewport ? `${viewport.offsetTop}px` : ''
    if (isPhone) panel.setAttribute('aria-modal', 'true')
    else panel.removeAttribute('aria-modal')
  }

  viewport?.addEventListener('resize', fit, { signal: lifetime })
  viewport?.addEventListener('scroll', fit, { signal: lifetime })
  media.addEventListener('change', fit, { signal: lifetime })
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || !media.matches) return
    const reachable = [...panel.querySelectorAll<HTMLElement>('button, a, textarea, [tabindex]')].filter(
      (element) => element.offsetParent && !element.matches(':disabled'),
    )
    const active = (panel.getRootNode() as ShadowRoot).activeElement
    const [from, to] = event.shiftKey ? [reachable[0], reachable.at(-1)] : [reachable.at(-1), reachable[0]]
    if (active !== from) return
    event.preventDefault()
    to?.focus()
  })
  fit()
}
