import { h } from './dom.ts'
import type { Texts } from './texts.ts'

/** Takes the address of who asks for a person while nobody is there. */
export function createAway(words: Texts, onEmail: (email: string) => void) {
  const label = words.leaveEmail
  const element = h('input', {
    class: 'field',
    type: 'email',
    autocomplete: 'email',
    placeholder: label,
    'aria-label': label,
  })
  let isTaken = false
  element.onchange = () => {
    if (!element.value || !element.reportValidity()) return
    isTaken = true
    onEmail(element.value)
  }
  return {
    element,
    render(isWanted: boolean): void {
      element.hidden = isTaken || !isWanted
    },
  }
}
