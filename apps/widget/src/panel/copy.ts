/** @returns whether it is on the clipboard. On plain http browsers allow but the old way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    field.style.cssText = 'position:fixed;opacity:0'
    const before = deepFocus()
    document.body.append(field)
    field.select()
    const isCopied = document.execCommand('copy')
    field.remove()
    before?.focus({ preventScroll: true })
    return isCopied
  }
}

/** What has the focus, inside shadow roots too. */
function deepFocus(): HTMLElement | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active as HTMLElement | null
}
